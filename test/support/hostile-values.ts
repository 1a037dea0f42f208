import fc, { type Arbitrary } from 'fast-check';

/** Text that somebody sends who means no good, or whose keyboard fell down the stairs. */
const texts = [
  '',
  ' \t\r\n\u00a0\u3000',
  "'; DROP TABLE event; --",
  "' OR '1'='1",
  '%_\\%',
  "$1 ${1} :name ? @> E'\\\\x00'",
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '../../../../etc/passwd',
  '{{7*7}} #{7*7} ${7*7}',
  '\u0000',
  'before\u0000after',
  '\u0001\u0007\u001b[31m\u007f\u0085',
  '\ud800',
  '\udc00 and \ud83d alone',
  '\u202eשלום עולם\u202c ولا أحد',
  '\ufeffwith a byte order mark\ufffe\uffff',
  'e\u0301\u0301\u0301\u200d\u200b\u2028\u2029',
  '👩‍👩‍👧‍👦🔥'.repeat(50),
  'ネットワークが遅い',
  '__proto__',
  'constructor',
  'null',
  'undefined',
  'NaN',
  '-0',
  '1e999',
  '0..0',
  '0..99999999999999999999',
  '-5..3',
  '(a+)+$',
  '[',
  '(?<name>x)\\1',
  'javascript:alert(1)',
  'http://[::1',
  'https://example.org/\u0000',
  'x'.repeat(100_001),
  'It fails. '.repeat(20_000),
  'a-b_c.d/e '.repeat(2_000),
];

const dates = [
  '2013-02-14T00:00:00Z',
  '2999-12-31T23:59:59.999999999Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '+010000-01-01T00:00:00Z',
  '+275760-09-13T00:00:00.000Z',
  '-000001-12-31T00:00:00Z',
  '-271821-04-20T00:00:00.000Z',
  '-004713-01-01T00:00:00Z',
  '2016-12-31T23:59:60Z',
  '2023-02-29T12:00:00Z',
  '2023-13-45T25:61:61Z',
  '2023-06-01T12:00:00+14:00',
  '2023-06-01T12:00:00-23:59',
  '2023-06-01',
  'yesterday',
  '',
];

const numbers = [0, 1, -1, 5, 20, 100, 101, 2_147_483_647, -2_147_483_648];
const hugeNumbers = [
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  2 ** 63,
  1e21,
  1e308,
  -1e308,
  5e-324,
  -0,
  Infinity,
];

const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...texts) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  // Code units by themselves: most of what comes of the upper ones is half a surrogate pair.
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0xd000, max: 0xffff }), { maxLength: 8 })
      .map((units) => String.fromCharCode(...units)),
  },
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z]{3,8}( [a-z]{3,8}){2,6}\.$/) },
);
const slug = fc.stringMatching(/^[a-z]{2,8}-[a-z]{2,8}$/);
const double = fc.double({ noNaN: true, noDefaultInfinity: true });

/** Values for the scalars of the schema, by their names; ids are often those of something that exists. */
export function hostileScalars(ids: readonly string[]): Readonly<Record<string, Arbitrary<unknown>>> {
  const known = fc.constantFrom(...ids);
  return {
    String: fc.oneof({ weight: 6, arbitrary: text }, { weight: 1, arbitrary: known }),
    ID: fc.oneof({ weight: 4, arbitrary: known }, slug, fc.uuid(), text),
    Boolean: fc.boolean(),
    Int: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 50 }) }, fc.constantFrom(...numbers)),
    Float: fc.oneof(double, fc.constantFrom(...numbers, ...hugeNumbers)),
    SafeInt: fc.oneof(fc.maxSafeInteger(), fc.nat(100), fc.constantFrom(...numbers)),
    DateTime: fc.oneof(
      fc.constantFrom(...dates),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    ),
    FactValue: fc.oneof(text, double, fc.constantFrom(...hugeNumbers), fc.boolean()),
  };
}
