import { html } from 'lit';
import { Element } from '../../core/element.js';

/** To be built. */
class ProjectPage extends Element {
  static properties = { params: { attribute: false } };

  render() {
    return html`<h1>project</h1>`;
  }
}

customElements.define('tombo-project', ProjectPage);
