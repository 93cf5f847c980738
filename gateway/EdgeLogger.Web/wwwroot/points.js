// A click on a chart chooses the place under it on the axis across.
export function attach(group, view) {
  const listening = new AbortController();
  group.addEventListener('click', event => {
    const plot = event.target instanceof Element ? event.target.closest('[data-plot]') : null;
    if (plot) {
      const box = plot.getBoundingClientRect();
      const [low, high] = [Number(plot.dataset.low), Number(plot.dataset.high)];
      view.invokeMethodAsync('Choose', low + (event.clientX - box.left) / box.width * (high - low));
    }
  }, { signal: listening.signal });

  // From here on clicks are heard: anyone who drives the page by a program waits for this.
  group.setAttribute('data-listening', '');
  return {
    detach() {
      listening.abort();
    },
  };
}
