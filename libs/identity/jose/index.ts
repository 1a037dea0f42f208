export {
  openTokenVerifier,
  TOKEN_ALGORITHMS,
  type IdentityProvider,
  type VerifyToken,
} from './verify-token.js';
