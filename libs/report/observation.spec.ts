import { describe, expect, it } from '@jest/globals';
import { REPORT_LIMITS, validateFiling, validateObservation } from './index.js';

const refusalOf = (input: unknown): unknown => {
  try {
    return validateObservation(input);
  } catch (error) {
    return error;
  }
};

describe('what is observed', () => {
  it('may be words, log lines or both, and is kept as it is', () => {
    expect(validateObservation({ text: '  it hangs \n' })).toEqual({
      text: '  it hangs \n',
      logLines: [],
      facts: [],
    });
    expect(validateObservation({ logLines: ['ERROR x', ' ', ''] }).logLines).toEqual(['ERROR x']);
  });

  it('may be as large as the limits say, and not larger', () => {
    const { textLengthMax, logLinesMax, logLineLengthMax, logLengthMax } = REPORT_LIMITS;
    expect(validateObservation({ text: 'x'.repeat(textLengthMax) }).text).toHaveLength(textLengthMax);
    expect(validateObservation({ logLines: ['x'.repeat(logLineLengthMax)] }).logLines).toHaveLength(1);
    expect(validateObservation({ logLines: Array(logLinesMax).fill('x') }).logLines).toHaveLength(
      logLinesMax,
    );
    const tooLarge = { code: 'REPORT_TOO_LARGE' };
    expect(refusalOf({ text: 'x'.repeat(textLengthMax + 1) })).toMatchObject({ ...tooLarge, field: 'text' });
    expect(refusalOf({ logLines: ['a', 'x'.repeat(logLineLengthMax + 1)] })).toMatchObject({
      ...tooLarge,
      field: 'logLines[1]',
    });
    expect(refusalOf({ logLines: Array(logLinesMax + 1).fill('x') })).toMatchObject({
      ...tooLarge,
      field: 'logLines',
    });
    const many = Array(logLengthMax / logLineLengthMax + 1).fill('x'.repeat(logLineLengthMax));
    expect(refusalOf({ logLines: many })).toMatchObject({ ...tooLarge, field: 'logLines' });
  });

  it.each<[string, object, string, string]>([
    ['there is nothing in it', {}, 'REPORT_EMPTY', 'text'],
    ['there is only space in it', { text: ' \n\t', logLines: [' '] }, 'REPORT_EMPTY', 'text'],
    ['a NUL gives binary data away', { text: 'ELF\0\0\u0001' }, 'REPORT_NOT_TEXT', 'text'],
    [
      'half a surrogate pair is in a log line',
      { logLines: ['ok', 'bad \ud800'] },
      'REPORT_NOT_TEXT',
      'logLines[1]',
    ],
    [
      'a fact is not text',
      { text: 'x', facts: [{ name: 'a\0', value: 1 }] },
      'REPORT_NOT_TEXT',
      'facts[0].name',
    ],
    ['a field has the wrong type', { text: 7 }, 'REPORT_INVALID', 'text'],
    ['a field is unknown', { text: 'x', urgency: 1 }, 'REPORT_INVALID', ''],
    [
      'a number is none',
      { text: 'x', facts: [{ name: 'load', value: NaN }] },
      'REPORT_INVALID',
      'facts[0].value',
    ],
  ])('is refused when %s', (_what, input, code, field) => {
    expect(refusalOf(input)).toMatchObject({ code, field });
  });

  it('may hold emoji, right-to-left text and control characters other than NUL', () => {
    const text = '🔥 السيرفر لا يستجيب \u001b[31mred\u0007';
    expect(validateObservation({ text }).text).toBe(text);
  });
});

describe('a report as it is handed in', () => {
  it('equals itself after having been stored', () => {
    const filing = validateFiling({
      text: 'x',
      channel: 'chatbot',
      reportedBy: undefined,
      release: undefined,
    });
    expect(filing).toStrictEqual({ observation: { text: 'x', logLines: [], facts: [] }, channel: 'chatbot' });
  });
  it('names its channel', () => {
    expect(() => validateFiling({ text: 'x', channel: 'pigeon' })).toThrow(
      expect.objectContaining({ code: 'REPORT_INVALID', field: 'channel' }),
    );
  });
});
