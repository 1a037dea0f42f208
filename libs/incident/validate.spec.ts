import { describe, expect, it } from '@jest/globals';
import { validateIncident } from './index.js';

const minimal = { slug: 'stuck-lock', title: 'A lock is never released', resolution: 'open' };
const signature = {
  id: 'lock-wait',
  event: 'lock-wait',
  vendor: 'ExampleDB',
  pattern: 'lock wait timeout',
  example: 'ERROR lock wait timeout exceeded',
  counterExample: 'INFO lock acquired',
};

const refusalOf = (input: unknown): unknown => {
  try {
    return validateIncident(input);
  } catch (error) {
    return error;
  }
};

describe('a record from outside', () => {
  it('gets its defaults and equals itself after having been stored', () => {
    const record = validateIncident({ ...minimal, rootCause: undefined });
    expect(record).toMatchObject({ ...minimal, symptoms: [], narrative: '' });
    expect(JSON.parse(JSON.stringify(record))).toStrictEqual(record);
    expect(validateIncident(record)).toStrictEqual(record);
  });

  it.each<[string, object, string]>([
    ['an unknown field', { severity: 'high' }, ''],
    ['a slug with capitals', { slug: 'Stuck-Lock' }, 'slug'],
    ['a title that is only space', { title: '   ' }, 'title'],
    ['a wrong type', { components: 'nova' }, 'components'],
    ['an unknown resolution', { resolution: 'maybe' }, 'resolution'],
    ['a fact without a value', { facts: [{ name: 'lease' }] }, 'facts[0]'],
    ['a range upside down', { facts: [{ name: 'lease', min: 2, max: 1 }] }, 'facts[0].min'],
    ['two symptoms with one id', { symptoms: [symptom('a'), symptom('b'), symptom('a')] }, 'symptoms'],
    [
      'a link that runs code',
      { references: [{ title: 'x', url: 'javascript:alert(1)' }] },
      'references[0].url',
    ],
    ['an unknown field deep inside', { symptoms: [{ ...symptom('a'), weight: 1 }] }, 'symptoms[0]'],
  ])('is refused for %s', (_what, change, field) => {
    expect(refusalOf({ ...minimal, ...change })).toMatchObject({ code: 'INCIDENT_INVALID', field });
  });

  it.each([null, 'text', 7, []])('is refused when it is no object: %j', (input) => {
    expect(refusalOf(input)).toMatchObject({ code: 'INCIDENT_INVALID' });
  });
});

describe('a signature', () => {
  it('passes when it matches its example and not its counter-example', () => {
    expect(validateIncident({ ...minimal, signatures: [signature] }).signatures).toHaveLength(1);
  });

  it.each<[string, object, string, string]>([
    [
      'misses its own example',
      { example: 'all is well' },
      'SIGNATURE_MISSES_EXAMPLE',
      'signatures[0].example',
    ],
    [
      'matches its counter-example',
      { counterExample: 'a lock wait timeout elsewhere' },
      'SIGNATURE_MATCHES_COUNTER_EXAMPLE',
      'signatures[0].counterExample',
    ],
    ['is no regular expression', { pattern: '(' }, 'SIGNATURE_INVALID', 'signatures[0].pattern'],
    ['looks back, which RE2 does not', { pattern: '(a)\\1' }, 'SIGNATURE_INVALID', 'signatures[0].pattern'],
    [
      'explodes when expanded',
      { pattern: '((a{100}){100}){100}' },
      'SIGNATURE_INVALID',
      'signatures[0].pattern',
    ],
    [
      'is long once expanded',
      { pattern: '[a-z]{900}'.repeat(6) },
      'SIGNATURE_INVALID',
      'signatures[0].pattern',
    ],
  ])('is refused when it %s', (_what, change, code, field) => {
    expect(refusalOf({ ...minimal, signatures: [{ ...signature, ...change }] })).toMatchObject({
      code,
      field,
    });
  });

  it('with a pattern that makes backtracking engines hang is tried in linear time', () => {
    const evil = {
      ...signature,
      pattern: '^(a+)+$',
      example: 'a'.repeat(50),
      counterExample: `${'a'.repeat(3_000)}!`,
    };
    expect(validateIncident({ ...minimal, signatures: [evil] }).signatures[0]?.pattern).toBe('^(a+)+$');
  });
});

function symptom(id: string) {
  return { id, statement: `Symptom ${id}.` };
}
