-- Claims a follower for this session, transaction or not, until it is released or the session ends. $1 name.
SELECT pg_try_advisory_lock(hashtext('follower'), hashtext($1)) AS claimed
