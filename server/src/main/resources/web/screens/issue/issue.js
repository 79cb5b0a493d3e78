import { html } from 'lit';
import { Element } from '../../core/element.js';

/** To be built. */
class Issue extends Element {
  static properties = { params: { attribute: false } };

  render() {
    return html`<h1>issue</h1>`;
  }
}

customElements.define('tombo-issue', Issue);
