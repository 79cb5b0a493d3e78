import { html, render } from 'lit';
import { t } from '../i18n/i18n.js';

/**
 * Asks before something that cannot be taken back.
 *
 * @param {{title: string, text: string, label: string, danger?: boolean}} question
 * @returns {Promise<boolean>} whether it is to be done
 */
export function confirm({ title, text, label, danger = false }) {
  const place = document.createElement('div');
  document.body.append(place);
  return new Promise((answer) => {
    const end = (event) => {
      answer(event.target.returnValue === 'yes');
      place.remove();
    };
    render(
      html`<dialog class="dialog" aria-labelledby="confirm-title" @close=${end}>
        <form method="dialog">
          <h2 id="confirm-title">${title}</h2>
          <p>${text}</p>
          <div class="dialog-actions">
            <button class="button" value="no" autofocus>${t('cancel')}</button>
            <button class="button ${danger ? 'danger' : 'primary'}" value="yes">${label}</button>
          </div>
        </form>
      </dialog>`,
      place,
    );
    place.querySelector('dialog').showModal();
  });
}
