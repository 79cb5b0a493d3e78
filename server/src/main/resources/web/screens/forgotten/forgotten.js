import { html } from 'lit';
import { Element } from '../../core/element.js';

/** To be built. */
class Forgotten extends Element {
  static properties = { params: { attribute: false } };

  render() {
    return html`<h1>forgotten</h1>`;
  }
}

customElements.define('tombo-forgotten', Forgotten);
