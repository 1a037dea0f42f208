-- Releases the claim of claim-follower. $1 name.
SELECT pg_advisory_unlock(hashtext('follower'), hashtext($1)) AS released
