import { describe, expect, it } from '@jest/globals';
import { describeFailure } from './describe-failure.js';
import { Rejection } from './rejection.js';

describe('a failure', () => {
  it('that is a refusal is told in one line with its code, which programs may go by', () => {
    const details = { message: 'The file is a folder.', remedy: 'Name another one.' };
    expect(describeFailure(new Rejection('FILE_NOT_READABLE', details))).toBe(
      'The file is a folder. [FILE_NOT_READABLE] Name another one.',
    );
    expect(describeFailure(new Rejection('NOT_NOW', { message: 'Not now.' }))).toBe('Not now. [NOT_NOW]');
  });

  it('of the operating system is told in one line, and any other with where it happened', () => {
    const taken = Object.assign(new Error('listen'), { code: 'EADDRINUSE', port: 4000 });
    expect(describeFailure(taken)).toBe(
      'Port 4000 is in use. Stop what listens there, or set PORT to another one.',
    );
    expect(describeFailure(Object.assign(new Error('no such file'), { path: '/x' }))).toBe('no such file.');
    expect(describeFailure(new Error('a mistake'))).toMatch(/^Error: a mistake\n +at /);
    expect(describeFailure('thrown')).toBe('thrown');
  });
});
