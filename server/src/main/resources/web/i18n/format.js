import { i18n } from './i18n.js';

/** Formats by language and options, since making one is slow. @type {Map<string, object>} */
const made = new Map();

function formatter(Kind, options) {
  const key = Kind.name + i18n.language + JSON.stringify(options);
  if (!made.has(key)) {
    made.set(key, new Kind(i18n.language, options));
  }
  return made.get(key);
}

/** A number with its thousands apart: 12.345. */
export function number(value) {
  return formatter(Intl.NumberFormat, {}).format(value);
}

/** A number in little room: 12,3 mil. */
export function shortNumber(value) {
  return value < 10_000 ? number(value) : formatter(Intl.NumberFormat, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/**
 * A time to the second where one is: 24/05/2019 09:53:10, in English 2019-05-24 09:53:10.
 * @param {string} at RFC 3339
 */
export function dateTime(at) {
  return dateAndMinute(at) + ':' + two(new Date(at).getSeconds());
}

/**
 * A time to the minute: 24/05/2019 10:15.
 * @param {string} at RFC 3339
 */
export function dateAndMinute(at) {
  const time = new Date(at);
  return date(at) + ' ' + two(time.getHours()) + ':' + two(time.getMinutes());
}

/** @param {string} at RFC 3339 */
export function date(at) {
  const time = new Date(at);
  const [day, month, year] = [two(time.getDate()), two(time.getMonth() + 1), String(time.getFullYear()).padStart(4, '0')];
  return i18n.language === 'en' ? [year, month, day].join('-') : [day, month, year].join('/');
}

/** A day of a year that is known: 24/05. @param {string} at RFC 3339 */
export function dayAndMonth(at) {
  return i18n.language === 'en' ? date(at).slice(5) : date(at).slice(0, 5);
}

/**
 * Since when, as far as the last time does not say it: 10:15 of the same day, 24/05 of the same year, else 24/05/2019.
 * @param {string} first RFC 3339
 * @param {string} last RFC 3339
 */
export function since(first, last) {
  if (date(first) === date(last)) {
    return dateAndMinute(first).slice(-5);
  }
  return new Date(first).getFullYear() === new Date(last).getFullYear() ? dayAndMonth(first) : date(first);
}

const STEPS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/**
 * How long ago, in the largest unit: há 3 min.
 * @param {string} at RFC 3339
 * @param {number} [now] milliseconds since 1970
 */
export function ago(at, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - Date.parse(at)) / 1000));
  const [unit, size] = STEPS.find(([, length]) => seconds >= length) ?? ['second', 1];
  return formatter(Intl.RelativeTimeFormat, { numeric: 'auto', style: 'narrow' }).format(-Math.floor(seconds / size), unit);
}

function two(value) {
  return String(value).padStart(2, '0');
}
