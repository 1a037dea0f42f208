import type { Command } from 'commander';
import { describeFailure, Rejection } from '../../libs/kernel/index.js';

/** A refusal of what was asked for is a fault of the call: one line, exit code 2. */
export function orUsageError<Result>(command: Command, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof Rejection) command.error(`error: ${describeFailure(error)}`, { exitCode: 2 });
    throw error;
  }
}
