/**
 * The page's routes: what is at which address. The server answers each of them with the page, a test
 * holds its list to this one. A screen that is not named by an import above is fetched when it is
 * first needed.
 *
 * @typedef {object} Route
 * @property {string} path with parameters in braces
 * @property {string} screen the element that shows it
 * @property {boolean} open whether it is for whoever has not logged in as well
 * @property {boolean} [bare] whether it stands by itself, without the header
 * @property {() => Promise<unknown>} [load] fetches its module
 */
import '../screens/log-in/log-in.js';
import '../screens/issues/issues.js';

/** @type {Route[]} */
export const routes = [
  { path: '/', screen: 'tombo-issues', open: false },
  { path: '/issues', screen: 'tombo-issues', open: false },
  { path: '/issues/{id}', screen: 'tombo-issue', open: false, load: () => import('../screens/issue/issue.js') },
  { path: '/projects/new', screen: 'tombo-new-project', open: false, load: () => import('../screens/new-project/new-project.js') },
  { path: '/projects/{project}', screen: 'tombo-project', open: false, load: () => import('../screens/project/project.js') },
  { path: '/account', screen: 'tombo-account', open: false, load: () => import('../screens/account/account.js') },
  { path: '/login', screen: 'tombo-log-in', open: true, bare: true },
  { path: '/signup', screen: 'tombo-sign-up', open: true, bare: true, load: () => import('../screens/sign-up/sign-up.js') },
  { path: '/forgotten', screen: 'tombo-forgotten', open: true, bare: true, load: () => import('../screens/forgotten/forgotten.js') },
  { path: '/invitation', screen: 'tombo-invitation', open: true, bare: true, load: () => import('../screens/invitation/invitation.js') },
  { path: '/reset-password', screen: 'tombo-reset-password', open: true, bare: true, load: () => import('../screens/reset-password/reset-password.js') },
];

/**
 * @param {string} path without the base
 * @returns {{route: Route, params: Record<string, string>} | null}
 */
export function match(path) {
  const parts = split(path);
  for (const route of routes) {
    const params = matchParts(split(route.path), parts);
    if (params) {
      return { route, params };
    }
  }
  return null;
}

function split(path) {
  return path.split('/').filter((part) => part !== '');
}

function matchParts(pattern, parts) {
  if (pattern.length !== parts.length) {
    return null;
  }
  const params = {};
  for (const [i, part] of pattern.entries()) {
    if (part.startsWith('{')) {
      params[part.slice(1, -1)] = decode(parts[i]);
    } else if (part !== parts[i]) {
      return null;
    }
  }
  return params;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
