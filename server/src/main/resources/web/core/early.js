// Runs before anything is painted, so that a page in a chosen theme never flashes in the other.
(() => {
  const root = document.documentElement;
  let theme = null;
  try {
    theme = localStorage.getItem('tombo.theme');
  } catch {
    // A browser that keeps nothing has the system's theme.
  }
  if (theme === 'light' || theme === 'dark') {
    root.dataset.theme = theme;
  }
})();
