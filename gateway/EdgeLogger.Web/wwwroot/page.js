// What the page needs of its own in the browser. No inline script: the page's policy refuses it.
window.edgelogger = {
  live() { document.documentElement.setAttribute('data-live', ''); },
};

// The two banners' buttons.
document.addEventListener('click', async event => {
  const action = event.target instanceof Element ? event.target.closest('[data-action]')?.getAttribute('data-action') : null;
  if (action === 'reload') {
    location.reload();
  } else if (action === 'reconnect') {
    // False: the gateway answers, but no longer knows this view.
    if (!await Blazor.reconnect()) {
      location.reload();
    }
  }
});

// On a phone the menu closes when a view was chosen.
document.addEventListener('click', event => {
  const open = document.getElementById('nav-open');
  if (open && event.target instanceof Element && event.target.closest('.nav-link')) {
    open.checked = false;
  }
});

// "/" leads to the field that finds.
document.addEventListener('keydown', event => {
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey
      && !(event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]'))) {
    const field = document.querySelector('[data-shortcut="/"]');
    if (field) {
      event.preventDefault();
      field.focus();
    }
  }
});
