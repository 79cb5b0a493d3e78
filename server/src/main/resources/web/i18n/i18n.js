import { Observable } from '../core/observable.js';
import { recall, remember } from '../core/memory.js';
import en from './catalog/en.js';
import ptBR from './catalog/pt-BR.js';

/** The languages, the first of which is the default. */
export const LANGUAGES = ['pt-BR', 'en'];

const CATALOGS = { 'pt-BR': ptBR, en };

/** The language of the page: the one chosen, else the first of the browser's that there is. */
class I18n extends Observable {
  /** @type {'pt-BR' | 'en'} */
  language = initial();

  constructor() {
    super();
    document.documentElement.lang = this.language;
  }

  /** @param {'pt-BR' | 'en'} language */
  choose(language) {
    this.language = language;
    document.documentElement.lang = language;
    remember('language', language);
    this.changed();
  }
}

function initial() {
  const chosen = recall('language');
  if (LANGUAGES.includes(chosen)) {
    return chosen;
  }
  for (const wanted of navigator.languages ?? []) {
    const found = LANGUAGES.find((one) => one.split('-')[0] === wanted.split('-')[0].toLowerCase());
    if (found) {
      return found;
    }
  }
  return LANGUAGES[0];
}

export const i18n = new I18n();

/**
 * A text of the page in its language. Where the catalogue has forms for numbers, `n` decides.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [values] for the places in braces
 * @returns {string}
 */
export function t(key, values = {}) {
  let text = CATALOGS[i18n.language][key];
  if (typeof text === 'object') {
    text = text[new Intl.PluralRules(i18n.language).select(Number(values.n))] ?? text.other;
  }
  if (text === undefined) {
    throw new RangeError('no text ' + key);
  }
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return typeof value === 'number' ? new Intl.NumberFormat(i18n.language).format(value) : (value ?? whole);
  });
}
