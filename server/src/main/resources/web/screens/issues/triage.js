import { api } from '../../api/client.js';
import { t } from '../../i18n/i18n.js';
import { failureText } from '../../parts/blank.js';
import { confirm } from '../../parts/confirm.js';
import { toasts } from '../../parts/toasts.js';

/** What takes an issue back to a status. */
const BACK = { unresolved: 'unresolve', resolved: 'resolve', archived: 'archive' };

/**
 * Does something with issues and says what became of them: those that it was done with leave the
 * list, with a way back; the others stay, each with what came of it.
 *
 * @param {import('./issue-list.js').IssueList} list
 * @param {import('./issue-list.js').Issue[]} issues
 * @param {'archive' | 'resolve' | 'unresolve' | 'delete'} action
 * @returns {Promise<boolean>} whether it was done with any
 */
export async function triage(list, issues, action) {
  if (issues.length === 0 || (action === 'delete' && !(await sure(issues)))) {
    return false;
  }
  try {
    const { results } = await api.call('triageIssues', { body: { ids: issues.map((issue) => issue.id), action } });
    const done = issues.filter((issue, i) => results[i].outcome === 'done');
    for (const [i, { outcome }] of results.entries()) {
      if (outcome !== 'done') {
        list.notes.set(issues[i].id, t('outcome.' + outcome));
      }
    }
    list.remove(new Set(done.map((issue) => issue.id)));
    say(list, action, done, results.length - done.length);
    return done.length > 0;
  } catch (failure) {
    toasts.say(failureText(failure));
    return false;
  }
}

function sure(issues) {
  return confirm({
    title: t('delete.title', { n: issues.length }),
    text: t('delete.text'),
    label: t('action.delete'),
    danger: true,
  });
}

function say(list, action, done, others) {
  const text = t('done.' + action, { n: done.length }) + (others ? ' · ' + t('done.not', { n: others }) : '');
  if (action === 'delete' || done.length === 0) {
    toasts.say(text);
  } else {
    toasts.say(text, { label: t('undo'), act: () => undo(list, done) });
  }
}

/** Gives each issue the status that it had. */
async function undo(list, issues) {
  try {
    for (const [status, action] of Object.entries(BACK)) {
      const ids = issues.filter((issue) => issue.status === status).map((issue) => issue.id);
      if (ids.length > 0) {
        await api.call('triageIssues', { body: { ids, action } });
      }
    }
    toasts.say(t('undone'));
  } catch (failure) {
    toasts.say(failureText(failure));
  }
  await list.refresh(false);
}
