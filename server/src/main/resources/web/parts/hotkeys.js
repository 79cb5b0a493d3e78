/**
 * Keys that do something wherever the focus is, but for fields in which one writes and dialogs.
 *
 * @param {Record<string, (event: KeyboardEvent) => void>} keys
 * @returns {() => void} ends it
 */
export function hotkeys(keys) {
  const pressed = (event) => {
    const act = keys[event.key];
    const writing = event.target instanceof HTMLElement && event.target.closest('input:not([type=checkbox]), textarea, select, dialog, [popover]');
    if (act && !writing && !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented) {
      event.preventDefault();
      act(event);
    }
  };
  addEventListener('keydown', pressed);
  return () => removeEventListener('keydown', pressed);
}
