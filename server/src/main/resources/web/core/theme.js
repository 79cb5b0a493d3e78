import { Observable } from './observable.js';
import { recall, remember } from './memory.js';

export const THEMES = ['system', 'light', 'dark'];

/** Light, dark, or as the system has it. */
class Theme extends Observable {
  #chosen = recall('theme') ?? 'system';

  get chosen() {
    return this.#chosen;
  }

  /** @param {string} theme one of THEMES */
  choose(theme) {
    this.#chosen = theme;
    const root = document.documentElement;
    if (theme === 'system') {
      delete root.dataset.theme;
      remember('theme', null);
    } else {
      root.dataset.theme = theme;
      remember('theme', theme);
    }
    this.changed();
  }
}

export const theme = new Theme();
