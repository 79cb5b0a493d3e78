import { html } from 'lit';
import { Element } from '../../core/element.js';
import { t } from '../../i18n/i18n.js';
import { entry, toLogIn } from '../entry.js';

/** Tells whoever forgot their password what way there is to another. */
class Forgotten extends Element {
  render() {
    document.title = t('forgotten') + ' · Tombo';
    return entry({
      title: t('forgotten'),
      text: html`<div class="entry-text">
        <p>${t('forgotten.text')}</p>
        <p class="muted">${t('forgotten.admin')}</p>
        <pre class="entry-command" tabindex="0">./tombo account reset-link --email E-MAIL</pre>
      </div>`,
      fields: '',
      links: toLogIn(),
    });
  }
}

customElements.define('tombo-forgotten', Forgotten);
