/** What a browser remembers of choices between visits; nothing where it will not. Never a secret. */
const PREFIX = 'tombo.';

/**
 * @param {string} name
 * @returns {string | null}
 */
export function recall(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string | null} value null to forget
 */
export function remember(name, value) {
  try {
    if (value === null) {
      localStorage.removeItem(PREFIX + name);
    } else {
      localStorage.setItem(PREFIX + name, value);
    }
  } catch {
    // It is a convenience only.
  }
}

/**
 * @param {string} name
 * @param {() => void} then called when another tab has changed it
 */
export function onChangedElsewhere(name, then) {
  addEventListener('storage', (event) => {
    if (event.key === PREFIX + name) {
      then();
    }
  });
}
