import { html, nothing } from 'lit';
import { Element } from '../../core/element.js';
import { recall, remember } from '../../core/memory.js';
import { t } from '../../i18n/i18n.js';
import { copy } from '../../parts/copy.js';
import { icon } from '../../parts/icons.js';
import { segments } from '../../parts/segments.js';
import { snippets } from './snippets.js';

/** How to make an application send into the project, for each way that there is. */
class SetUp extends Element {
  static properties = { token: { attribute: false }, way: { state: true } };

  constructor() {
    super();
    this.token = null;
    this.way = recall('way') ?? 'logback';
  }

  render() {
    const all = snippets(this.token);
    const chosen = all[this.way] ?? all.logback;
    return html`<section class="panel" id="set-up">
      <h2>${t('setup')}</h2>
      <p class="muted">${t('setup.text')}</p>
      <div class="scrolls">
        ${segments({
          label: t('setup'),
          value: all[this.way] ? this.way : 'logback',
          options: Object.entries(all).map(([way, { name }]) => [way, name]),
          choose: (way) => this.#choose(way),
        })}
      </div>
      ${this.token?.dsn ? nothing : html`<p class="notice">${icon('warning')} ${t('setup.noToken')}</p>`}
      ${chosen.files.map(
        ([name, text]) => html`<figure class="snippet">
          <figcaption>
            <span class="mono">${name}</span>
            <button class="button quiet" aria-label=${t('setup.copy', { name })} @click=${() => copy(text)}>${icon('copy')} ${t('copy')}</button>
          </figcaption>
          <pre tabindex="0" dir="ltr">${text}</pre>
        </figure>`,
      )}
    </section>`;
  }

  #choose(way) {
    this.way = way;
    remember('way', way);
  }
}

customElements.define('tombo-set-up', SetUp);
