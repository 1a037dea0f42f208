export { openAlertBook, type AlertBook } from './alert-book.js';
