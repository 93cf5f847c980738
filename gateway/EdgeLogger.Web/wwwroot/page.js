// What the page needs of its own in the browser. No inline script: the page's policy refuses it.
window.edgelogger = {
  live() { document.documentElement.setAttribute('data-live', ''); },
};

// Ages count by themselves. The gateway writes when something came by a clock of its own that nobody sets, and what that clock showed when
// it made the document; here the browser's, which nobody sets either, goes on from there. Words as in Moments.cs.
const gatewayAhead = Number(document.documentElement.dataset.clock) - performance.now();

function ago(seconds) {
  const whole = (value, unit) => `${Math.floor(value)} ${unit} ago`;
  return seconds < 1 ? 'just now'
    : seconds < 100 ? whole(seconds, 's')
    : seconds < 100 * 60 ? whole(seconds / 60, 'min')
    : seconds < 48 * 3600 ? whole(seconds / 3600, 'h')
    : whole(seconds / 86400, 'days');
}

setInterval(() => {
  for (const age of document.querySelectorAll('[data-came]')) {
    const text = ago((performance.now() + gatewayAhead - Number(age.dataset.came)) / 1000);
    // The node stays, as Blazor writes into it when something new has come.
    if (age.firstChild && age.firstChild.data !== text) {
      age.firstChild.data = text;
    }
  }
}, 1000);

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

// "/" leads to the field that finds in the view, else to the search of the bar; on a phone that is in the menu.
document.addEventListener('keydown', event => {
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey
      && !(event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]'))) {
    const field = document.querySelector('main [data-shortcut="/"]') ?? document.querySelector('.bar [data-shortcut="/"]');
    const menu = document.getElementById('nav-open');
    if (field) {
      event.preventDefault();
      if (menu && !field.checkVisibility()) {
        menu.checked = true;
      }
      field.focus();
    }
  }
});
