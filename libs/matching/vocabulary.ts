import { stemmer } from 'stemmer';

/** Words that carry no meaning of their own and are not looked up. */
export const stopWords: ReadonlySet<string> = new Set(
  `a about above after again all also although always am an and another any are arent as at be became because been
  before being below between both but by came can cannot cant come could couldnt did didnt do does doesnt doing dont
  down during each either else even ever every few for from further get gets getting go goes going got had hadnt has
  hasnt have havent having he hence her here hers him his how however i if im in into is isnt it its ive just let like
  made make makes many may maybe me might more most much must my neither no nor not now of off often on once one only
  or other our ours out over own per please quite rather really said same say see seem seems seen several shall she
  should shouldnt since so some somehow something still such than that thats the their them then there these they
  thing things this those though through thus till to too two under until up upon us very via was wasnt way we well
  went were weren werent what whatever when where whether which while who whom whose why will with within without wont
  would wouldnt yes yet you your yours`.split(/\s+/),
);

/** Words that turn a statement into its opposite; a clause is compared with another one by how many it holds. */
export const negations: ReadonlySet<string> = new Set(
  `no not never none nothing nobody neither nor without cannot cant couldnt didnt doesnt dont hadnt hasnt havent isnt
  shouldnt wasnt werent wont wouldnt arent unable fails failed fail failing`.split(/\s+/),
);

/** Words that say of how many something is so, by what they say: often all that tells two statements apart. */
export const quantifiers: ReadonlyMap<string, string> = new Map(
  Object.entries({
    only: 'only just solely merely',
    one: 'one single',
    all: 'all every each both everybody everyone everything',
    some: 'some several few many',
  }).flatMap(([meaning, words]) => words.split(' ').map((word) => [word, meaning])),
);

/**
 * Words that any operator uses of any incident. A small collection cannot tell how common they are, so that it is
 * told here; a large one finds out by itself, see `rarity.ts`.
 */
const EVERYDAY = `able active actually affect affected again alert app application appear available back bad
  begin behave behaviour box broken bug call cannot case cause caused change changed check checked client clock cloud
  cluster command complain complete completely config configuration configured connect connection console correct
  create created customer customers data day days debug default deploy deployed deployment detail different disk
  download driver empty end environment error errors everybody everyone everything exactly expect expected fail failed
  failing fails failure fault file files fine first fix fixed found full gone good half hand happen happened happening
  happens hardware help host hosts hour hours hypervisor idea image images info instance instances issue kernel keep
  kept kill known large last later launch left level line lines list load log logged logs long look looked looking
  looks lost machine machines manually message messages migrate minute minutes monitor monitoring morning moved name
  network new next night node nodes normal nothing notice noticed number observed occur ok old open openstack operator
  order output part people perfectly platform point port possible problem problems process processes production
  project random randomly ran reach read ready reason reboot rebooted recent recently release remove removed replace
  report reported reports request requests response restart restarted restarting restarts result results right root
  run running runs same second seconds server servers service services set setup show shows side simple simply
  single size slow slowly small software something sometimes start started starting starts state status stop stopped
  stops strange suddenly support sure system systems team tell tenant test tested thing think time times today took
  tried try trying turn type update updated upgrade upgraded use used user users using value version virtual vm vms
  wait warn warning weird week weeks work worked working works wrong yesterday`;

/** Stems of everyday words. */
export const everydayStems: ReadonlySet<string> = new Set(EVERYDAY.split(/\s+/).map((word) => stemmer(word)));
