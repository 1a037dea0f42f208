export {
  measureTokenLookup,
  type Measurement,
  type TokenLookupOptions,
  type TokenLookupResult,
} from './measure-token-lookup.js';
