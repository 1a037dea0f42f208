/**
 * The arms of a proof. `healthy`: the world without a fault. `fault`: the root cause is injected. `fix`: the documented
 * fix is then applied. `wrong-fix`: a remedy that does not help is. `look-alike`: another cause instead.
 */
export const arms = ['healthy', 'fault', 'fix', 'wrong-fix', 'look-alike'] as const;
export type Arm = (typeof arms)[number];
