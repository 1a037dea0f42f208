/** Moments of a simulated world as its programs write them. All take milliseconds since 1970 in UTC. */

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Aug 30 02:14:52`: RFC 3164, as syslog writes it. */
export function syslogTime(epochMs: number): string {
  const at = new Date(epochMs);
  return `${months[at.getUTCMonth()]!} ${String(at.getUTCDate()).padStart(2)} ${timeOfDay(at)}`;
}

/** `2013-06-11 09:42:17`, as OpenStack's services of that time write it. */
export const openStackTime = (epochMs: number): string =>
  new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ');

const timeOfDay = (at: Date) => at.toISOString().slice(11, 19);
