import type { Rejection } from '../kernel/index.js';
import { reject } from './rejections.js';

/** The refusal PROCESS_ENDING. */
export const processEnding = (): Rejection =>
  reject('PROCESS_ENDING', {
    message: 'The process that was asked is being stopped.',
    remedy: 'Ask again in a moment.',
  });

/**
 * PROCESS_ENDING, if an error says that the pools of the process are closed: nobody waits for a request whose sender has
 * left, so that it may outlive them.
 */
export const endedUnderWay = (error: unknown): Rejection | undefined =>
  error instanceof Error && error.message.includes(POOL_ENDED) ? processEnding() : undefined;

/** What pg says, without a code. */
const POOL_ENDED = 'Cannot use a pool after calling end on the pool';
