import { ALL } from '../../core/projects.js';

/** The tabs. */
export const STATUSES = ['unresolved', 'resolved', 'archived'];

/** How far back, in hours. */
export const PERIODS = { '24h': 24, '7d': 168, '30d': 720, '90d': 2160 };

/** What the address may narrow the list by. */
const NAMES = ['environment', 'release', 'level', 'search', 'searchBy', 'q', 'sort', 'direction', 'period'];

/** Those that are no part of the first row of controls. */
const MORE = ['release', 'level', 'q', 'period'];

/**
 * What is asked for: the parameters of the address, those that are not there being empty.
 *
 * @typedef {{status: string, environment: string, release: string, level: string, search: string, searchBy: string, q: string, sort: string, direction: string, period: string}} Filters
 * @param {URLSearchParams} query
 * @returns {Filters}
 */
export function filtersOf(query) {
  const filters = Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? '']));
  const status = query.get('status') ?? '';
  return { ...filters, status: STATUSES.includes(status) ? status : STATUSES[0] };
}

/** Whether it is anything narrower than a tab. */
export function narrowed(filters) {
  return ['environment', 'search', ...MORE].some((name) => filters[name]);
}

/** How many of the further filters hold. */
export function moreCount(filters) {
  return MORE.filter((name) => filters[name]).length;
}

/** The changes to an address that take all filters away. */
export function noFilters() {
  return Object.fromEntries([...NAMES, 'pages', 'selected'].map((name) => [name, null]));
}

/**
 * The parameters of the request.
 *
 * @param {Filters} filters
 * @param {string} project a number, or ALL
 * @param {number} now milliseconds since 1970
 */
export function requestOf(filters, project, now) {
  const { period, ...rest } = filters;
  const hours = PERIODS[period];
  return {
    ...rest,
    searchBy: filters.search ? filters.searchBy : '',
    project: project === ALL ? '' : project,
    since: hours ? new Date(now - hours * 3_600_000).toISOString() : '',
  };
}
