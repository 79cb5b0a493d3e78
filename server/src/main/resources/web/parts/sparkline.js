import { html, svg } from 'lit';

const STEP = 4;
const HEIGHT = 24;

/**
 * A small chart of counts by time, a bar for each; all of one height are not told apart from noise,
 * so its scale goes to the greatest.
 *
 * @param {number[]} counts oldest first
 * @param {string} label what it shows, in words
 */
export function sparkline(counts, label) {
  const most = Math.max(...counts, 1);
  const width = counts.length * STEP;
  return html`<svg class="sparkline" role="img" aria-label=${label} viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none">
    <path class="sparkline-ground" d="M0 ${HEIGHT - 0.5}H${width}" />
    ${counts.map((count, i) => (count > 0 ? bar(i, Math.max(2, (count / most) * (HEIGHT - 1))) : ''))}
  </svg>`;
}

function bar(i, height) {
  return svg`<rect x=${i * STEP + 0.5} y=${HEIGHT - height} width=${STEP - 1} height=${height} rx="0.75" />`;
}
