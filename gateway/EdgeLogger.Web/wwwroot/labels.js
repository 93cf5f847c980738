// Reads the code of a cell's label by the camera, where the browser can: BarcodeDetector. Elsewhere the page shows nothing of it.
const EVERY_MS = 200;

export async function isAble() {
  return 'BarcodeDetector' in window && Boolean(navigator.mediaDevices?.getUserMedia)
    && (await BarcodeDetector.getSupportedFormats()).includes('qr_code');
}

export function read(video, view) {
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  let stream = null;
  let stopped = false;
  const stop = () => {
    stopped = true;
    stream?.getTracks().forEach(track => track.stop());
    video.srcObject = null;
  };
  const run = async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      video.srcObject = stream;
      await video.play();
      while (!stopped) {
        const [code] = await detector.detect(video);
        if (code && !stopped) {
          stop();
          await view.invokeMethodAsync('OnRead', code.rawValue);
        } else {
          await new Promise(done => setTimeout(done, EVERY_MS));
        }
      }
    } catch (error) {
      if (!stopped) {
        await view.invokeMethodAsync('OnFailed', error.name);
      }
    } finally {
      // Also where it was stopped while the browser still asked for the camera.
      stop();
    }
  };
  run();
  return { stop };
}
