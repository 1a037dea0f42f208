import type { Observation } from '../../libs/report/index.js';

const megabyte = 1_000_000;
const text = (said: string): Observation => ({ text: said, logLines: [], facts: [] });
const logs = (line: (at: number) => string, count = 10_000): Observation => ({
  text: '',
  logLines: Array.from({ length: count }, (_, at) => line(at)),
  facts: [],
});
/** Words that nobody has said before, so that nothing that was read once helps. */
const newWord = (at: number) => (at * 7_919 + 40_000_000).toString(36).replace(/\d/g, 'q');

/** Reports that say nothing that could be known. */
export const emptyReports: Readonly<Record<string, Observation>> = {
  'nothing at all': text(''),
  'only white space': text(' \t\r\n\u00a0\u3000'),
  'only punctuation': text('?!... --- ;;; ,,, ((()))'),
  'only stop words': text('it is what it was and so on, but not as it should have been'),
  'only numbers': text('42 1500 9000 10.0.0.1 1472 3.14 2013-02-14 00:00:00'),
  'only emoji': text('🔥🔥🔥 😱 👩‍💻'),
  'only control characters': text('\u0001\u0002\u001b[31m\u0007\u0000\u0000'),
  'another script': text('ネットワークが遅いです。助けてください。'),
  'right-to-left text': text('\u202eהשרת לא עונה \u202d ولا أحد يعرف السبب'),
  'log lines without a letter': logs((at) => `${at} ${at * 3}`, 100),
};

/** Reports that take long to read. */
export const largeReports: Readonly<Record<string, Observation>> = {
  'a megabyte of words': text('lorem-ipsum dolor.sit '.repeat(megabyte / 22)),
  'a megabyte of words that nobody said before': text(
    Array.from({ length: megabyte / 7 }, (_, at) => newWord(at)).join(' '),
  ),
  'a megabyte without a space': text('x'.repeat(megabyte)),
  'a megabyte of words that are too long': text(`${'x'.repeat(70)} `.repeat(megabyte / 71)),
  'a megabyte of joined words': text('a-'.repeat(megabyte / 2)),
  'a megabyte of hexadecimal digits': text('0a1b'.repeat(megabyte / 4)),
  'a megabyte of numbers with units': text('1472 bytes, '.repeat(megabyte / 12)),
  'a megabyte of assignments': text('mtu=1500 '.repeat(megabyte / 9)),
  'a megabyte of short sentences': text('It fails. '.repeat(megabyte / 10)),
  'a megabyte of words of health': text('ok fine quick '.repeat(megabyte / 14)),
  'a megabyte of one sentence of health': text('the port is up and the fan is ok and '.repeat(megabyte / 37)),
  'a megabyte of denials': text('no disk is not a node without a port '.repeat(megabyte / 37)),
  'a megabyte of line breaks': text('\n'.repeat(megabyte)),
  'a megabyte of control characters': text('\u0000\u001b[0m'.repeat(megabyte / 5)),
  'a megabyte of emoji': text('🔥'.repeat(megabyte / 2)),
  'a megabyte of right-to-left text': text('\u202eשלום '.repeat(megabyte / 6)),
  'ten thousand log lines': logs((at) => `Mar  4 17:20:31 leaf kernel: event ${at} is harmless`),
  'ten thousand log lines of other words each': logs(
    (at) => `nova.${newWord(at)}: ${newWord(at + 7)} failed`,
  ),
  'ten thousand lines of a hundred characters': logs((at) => `${newWord(at)} `.repeat(14)),
};
