// What users give to the gateway as files and pasted text.

const MOST_BYTES = 2 * 1024 ** 3;
const TOO_LARGE = 'The file is larger than 2 GiB. Export it in parts.';

// The text of an area as bytes: it can be longer than a message of the page's socket, so it is read as a stream.
export function textOf(area) {
  return new TextEncoder().encode(area.value);
}

// Sends the chosen file as the body of a request, straight from the disk; null if none is chosen.
export function send(input, address, view) {
  const file = input.files[0];
  if (!file) {
    return null;
  }

  if (file.size > MOST_BYTES) {
    view.invokeMethodAsync('OnRefused', TOO_LARGE);
    return {
      stop() {
      },
    };
  }

  const request = new XMLHttpRequest();
  let stopped = false;
  let shown = 0;
  const refuse = why => stopped ? undefined : view.invokeMethodAsync('OnRefused', why);
  request.open('POST', `${address}&name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.upload.onprogress = sent => {
    // A message for each percent, not for each packet.
    if (!stopped && sent.loaded / sent.total >= shown + 0.01) {
      shown = sent.loaded / sent.total;
      view.invokeMethodAsync('OnSent', shown);
    }
  };
  request.onload = () => {
    const answer = parse(request.responseText);
    return request.status === 202 && answer?.id ? view.invokeMethodAsync('OnTaken', answer.id)
      : refuse(answer?.detail ?? (request.status === 413 ? TOO_LARGE
        : `The gateway does not take the file (${request.status}). Load this page again, and sign in if it asks.`));
  };
  request.onerror = () => refuse('The file was not sent: the connection to the gateway broke. Try again.');
  request.send(file);
  return {
    stop() {
      stopped = true;
      request.abort();
    },
  };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
