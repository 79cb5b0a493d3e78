import { recall, remember } from './memory.js';
import { router } from './router.js';
import { session } from './session.js';

/** In the address: the list of all projects. */
export const ALL = 'all';

/**
 * The project that is chosen: the one in the address, else of the path, else the one of the last
 * visit, else the first; null for all of them or none.
 * @returns {import('./session.js').Project | null}
 */
export function chosenProject() {
  const asked = router.query.get('project') ?? ofPath();
  if (asked === ALL) {
    return null;
  }
  return session.project(asked ?? recall('project')) ?? session.projects[0] ?? null;
}

/** @param {string} id of a project, or ALL */
export function chooseProject(id) {
  if (id !== ALL) {
    remember('project', id);
  }
  router.go('/issues', { project: id });
}

function ofPath() {
  const parts = router.path.split('/');
  if (parts[1] === 'issues' && parts[2]) {
    return parts[2].split('-')[0];
  }
  return parts[1] === 'projects' && parts[2] ? parts[2] : null;
}
