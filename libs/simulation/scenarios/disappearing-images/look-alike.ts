import type { Intervention } from '../../scenario.js';
import type { ImagesEntry } from './entries.js';
import { missingBackingFiles, removalWhileDown } from './probes.js';
import type { World } from './world.js';

/**
 * Regions of the array behind the share go bad. Each reaches from the middle of one file, which can no longer be read,
 * to the end of a base file of a snapshot, which vanishes with its inode.
 */
export const corruption: Intervention<World> = {
  description:
    'Regions of the disk array behind the shared mount are lost, base files of snapshots among them; automatic removal stays off.',
  apply({ share, nodes }) {
    for (const { instances } of nodes) {
      const lone = instances.find(({ image }) => image.isSnapshot);
      const base = lone && share.extentsOf(lone.backingFile);
      if (base) share.loseExtents(base.from - 1, base.to);
    }
  },
};

/** The check `search-all-logs-for-removal`: does any node's log tell of the removal of a file that is missing? */
export function searchAllLogsForRemoval(history: readonly ImagesEntry[]) {
  const missing = missingBackingFiles(history);
  const logged = missing.find((it) => removalWhileDown(history, it));
  const unreadable = new Set(history.flatMap((it) => (it.kind === 'file-unreadable' ? [it.path] : [])));
  const finding =
    logged !== undefined
      ? `the removal of ${logged.backingFile} was logged by ${removalWhileDown(history, logged)!.part} while ${logged.part} was down`
      : `no removal of ${missing.length} missing files was logged; ${unreadable.size} other files cannot be read`;
  return { finding, pointsHere: logged !== undefined };
}
