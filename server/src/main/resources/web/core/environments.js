import { t } from '../i18n/i18n.js';

/** How people usually spell the three environments that the page has words for. */
const SPELLINGS = {
  production: ['production', 'prod', 'prd', 'producao', 'produção', 'live'],
  staging: ['staging', 'stage', 'stg', 'homologacao', 'homologação', 'homolog', 'hml', 'hmg', 'acceptance'],
  development: ['development', 'develop', 'dev', 'desenvolvimento', 'local'],
};

const KIND_OF = new Map(Object.entries(SPELLINGS).flatMap(([kind, names]) => names.map((name) => [name, kind])));

/**
 * What the page calls an environment: its word for the usual spellings, else the name as it is.
 *
 * @param {string} name
 * @returns {string}
 */
export function environmentName(name) {
  const kind = KIND_OF.get(name.toLowerCase());
  return kind ? t('environment.' + kind) : name;
}

/**
 * Environments to choose from, the three that have words first; where two spellings would read the
 * same, each is told apart by its own.
 *
 * @param {string[]} names
 * @returns {[string, string][]} pairs of a name and its text
 */
export function environmentOptions(names) {
  const order = Object.keys(SPELLINGS);
  const rank = (name) => (order.indexOf(KIND_OF.get(name.toLowerCase())) + order.length + 1) % (order.length + 1);
  const texts = names.map(environmentName);
  return names
    .map((name, i) => [name, texts.indexOf(texts[i]) === texts.lastIndexOf(texts[i]) ? texts[i] : `${texts[i]} (${name})`])
    .sort(([a], [b]) => rank(a) - rank(b));
}
