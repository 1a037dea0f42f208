-- Forgets alerts that nobody has spoken of for 30 days: Alertmanager repeats what still fires much more often.
DELETE FROM alert WHERE seen_at < now() - interval '30 days'
