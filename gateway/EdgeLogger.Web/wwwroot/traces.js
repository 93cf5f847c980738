// The pointer over a group of charts that share one axis of time: moves and zooms them together, and reads them at the same time. What is
// drawn comes from the gateway; until it has come, what is there is moved and stretched.
const PAN_SHARE = 0.25;
const CROSS_SHARE = 0.01;
const ZOOM = 2;
const SETTLE_MS = 120;

export function attach(group, view) {
  const plots = () => [...group.querySelectorAll('[data-plot]')];
  const now = () => ({ from: Number(group.dataset.from), to: Number(group.dataset.to) });
  const listening = new AbortController();
  const on = (target, name, handler, options) => target.addEventListener(name, handler, { ...options, signal: listening.signal });
  let wish = null;
  // Where the line is that reads the charts, a share of their width; null: nowhere.
  let crossed = null;
  let settle = 0;

  const share = event => {
    const box = plots()[0].getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  };

  const timeAt = at => {
    const { from, to } = wish ?? now();
    return from + at * (to - from);
  };

  // Shows at once, roughly, what has been asked for.
  const preview = () => {
    const drawn = now();
    const length = drawn.to - drawn.from;
    const scale = wish ? length / (wish.to - wish.from) : 1;
    const shift = wish ? 100 * (drawn.from - wish.from) / (wish.to - wish.from) : 0;
    for (const moving of group.querySelectorAll('[data-moving]')) {
      moving.style.transform = wish ? `translateX(${shift}%) scaleX(${scale})` : '';
    }
    // Labels move and are not stretched.
    for (const marks of group.querySelectorAll('[data-marks]')) {
      marks.classList.toggle('is-moved', wish !== null);
      marks.style.setProperty('--scale', scale);
      marks.style.setProperty('--shift', `${shift}%`);
    }
  };

  const ask = (from, to, waitMs) => {
    wish = { from, to };
    preview();
    clearTimeout(settle);
    settle = setTimeout(() => view.invokeMethodAsync('ShowTime', from, to), waitMs);
  };

  const zoom = (factor, at, waitMs) => {
    const { from, to } = wish ?? now();
    const fixed = from + at * (to - from);
    ask(fixed - at * (to - from) * factor, fixed + (1 - at) * (to - from) * factor, waitMs);
  };

  const pan = (by, waitMs) => {
    const { from, to } = wish ?? now();
    ask(from + by * (to - from), to + by * (to - from), waitMs);
  };

  // What was asked for has been drawn.
  const drawn = new MutationObserver(() => {
    if (fingers.size === 0) {
      wish = null;
      preview();
    }
  });
  drawn.observe(group, { attributes: true, attributeFilter: ['data-from', 'data-to'] });

  const sizes = new ResizeObserver(() => {
    clearTimeout(sizes.timer);
    sizes.timer = setTimeout(() => {
      const width = Math.round(plots()[0]?.clientWidth ?? 0);
      if (width > 0 && width !== sizes.reported) {
        sizes.reported = width;
        view.invokeMethodAsync('SetWidth', width);
      }
    }, SETTLE_MS);
  });
  sizes.observe(group);

  // One finger or the mouse moves; two fingers stretch.
  const fingers = new Map();
  let began = null;
  const begin = () => {
    const xs = [...fingers.values()];
    const { from, to } = wish ?? now();
    began = xs.length === 0 ? null : { from, to, xs: [Math.min(...xs), Math.max(...xs)] };
  };
  on(group, 'pointerdown', event => {
    if (event.button !== 0 || !(event.target instanceof Element) || !event.target.closest('[data-plot]')) {
      return;
    }
    fingers.set(event.pointerId, share(event));
    group.setPointerCapture(event.pointerId);
    group.classList.add('is-panning');
    begin();
  });
  on(group, 'pointermove', event => {
    crossAt(share(event));
    if (!fingers.has(event.pointerId) || !began) {
      return;
    }
    fingers.set(event.pointerId, share(event));
    const xs = [...fingers.values()];
    const length = began.to - began.from;
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const wide = began.xs[1] - began.xs[0];
    const scale = xs.length > 1 && wide > 0.02 ? wide / Math.max(0.02, right - left) : 1;
    const from = began.from + began.xs[0] * length - left * length * scale;
    if (Math.abs(from - began.from) > 0.003 * length || scale !== 1) {
      wish = { from, to: from + length * scale };
      preview();
    }
  });
  const end = event => {
    if (!fingers.delete(event.pointerId)) {
      return;
    }
    if (fingers.size === 0) {
      group.classList.remove('is-panning');
      began = null;
      if (wish) {
        ask(wish.from, wish.to, 0);
      } else if (event.type === 'pointerup') {
        view.invokeMethodAsync('Choose', timeAt(share(event)), false);
      }
    } else {
      begin();
    }
  };
  on(group, 'pointerup', end);
  on(group, 'pointercancel', end);
  on(group, 'dblclick', event => zoom(1 / (ZOOM * ZOOM), share(event), 0));
  on(group, 'wheel', event => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      zoom(Math.exp(event.deltaY / 300), share(event), SETTLE_MS);
    } else if (event.shiftKey) {
      event.preventDefault();
      pan((event.deltaY || event.deltaX) / 1500, SETTLE_MS);
    }
  }, { passive: false });

  const keys = {
    ArrowLeft: () => pan(-PAN_SHARE, 0),
    ArrowRight: () => pan(PAN_SHARE, 0),
    '+': () => zoom(1 / ZOOM, 0.5, 0),
    '=': () => zoom(1 / ZOOM, 0.5, 0),
    '-': () => zoom(ZOOM, 0.5, 0),
    Home: () => ask(Number(group.dataset.recordFrom), Number(group.dataset.recordFrom) + now().to - now().from, 0),
    End: () => view.invokeMethodAsync('ShowNewest', false),
    '0': () => view.invokeMethodAsync('ShowNewest', true),
    ',': () => crossAt(Math.max(0, (crossed ?? 0.5) - CROSS_SHARE)),
    '.': () => crossAt(Math.min(1, (crossed ?? 0.5) + CROSS_SHARE)),
    n: () => view.invokeMethodAsync('Choose', timeAt(crossed ?? 0.5), true),
  };
  on(group, 'keydown', event => {
    if (!event.ctrlKey && !event.altKey && !event.metaKey && event.target === group && keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // The time under the pointer, in every chart; values as the gateway has drawn them.
  let reading = false;
  let wanted = null;
  const read = async () => {
    reading = true;
    while (wanted !== null) {
      const at = wanted;
      wanted = null;
      const [time, ...values] = await view.invokeMethodAsync('Read', at);
      if (crossed === null) {
        break;
      }
      report(time, values);
    }
    reading = false;
  };
  const report = (time, values) => {
    const label = document.querySelector('[data-cross-time]');
    if (label) {
      label.textContent = time;
    }
    group.querySelectorAll('[data-cross-value]').forEach((place, i) => { place.textContent = values[i] ?? ''; });
  };
  const crossAt = at => {
    crossed = at;
    for (const line of group.querySelectorAll('[data-cross]')) {
      line.hidden = false;
      line.style.left = `${100 * at}%`;
    }
    wanted = timeAt(at);
    if (!reading) {
      read();
    }
  };
  on(group, 'pointerleave', () => {
    crossed = null;
    wanted = null;
    group.querySelectorAll('[data-cross]').forEach(line => { line.hidden = true; });
    report('', []);
  });

  // From here on keys and pointers are heard: anyone who drives the page by a program waits for this.
  group.setAttribute('data-listening', '');
  return {
    detach() {
      listening.abort();
      drawn.disconnect();
      sizes.disconnect();
      clearTimeout(settle);
    },
  };
}
