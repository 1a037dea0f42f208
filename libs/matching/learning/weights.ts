import type { Learned } from './learned.js';
export const weights: Learned = {
  ranking: {score:2,bodyScore:0,statementScore:0,report:3,title:0,narrative:0,prose:0,headline:2,identifiers:0,rareWords:0,middlingWords:0,commonWords:0,rarestWord:0,rarestIdentifier:0,amount:0,statement:2,statementLength:0,length:0,component:1},
  confidence: { base: -4, lead: 1,share:1,report:1,prose:0,headline:0,statement:1,amount:0,rareWords:0,rarestWord:0,rarestIdentifier:0,events:2,lines:1,facts:.5,contradictions:-3,history:1 },
  knownAt: 0.8333,
};
