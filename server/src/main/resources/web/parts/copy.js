import { t } from '../i18n/i18n.js';
import { toasts } from './toasts.js';

/**
 * Puts a text into the clipboard and says so; where a browser keeps that from pages that came
 * without encryption, through a selection.
 *
 * @param {string} text
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  toasts.say(t('copied'));
}
