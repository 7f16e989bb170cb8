// Loads the page again when `trunk serve` has built it again. Never part of a release.
(() => {
  const address = new URL('/.well-known/trunk/ws', location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const connect = (again) => {
    const socket = new WebSocket(address);
    socket.onopen = () => again && location.reload();
    socket.onmessage = (event) => {
      const message = JSON.parse(event.data);
      if (message.type === 'reload') location.reload();
      if (message.type === 'buildFailure') console.error(message.data.reason);
    };
    socket.onclose = () => setTimeout(connect, 1000, true);
  };
  connect(false);
})();
