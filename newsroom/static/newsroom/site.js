// What every page gains where scripts run: pages that were open can be read again without a network.

if ("serviceWorker" in navigator && window.isSecureContext) {
  addEventListener("load", () => {
    navigator.serviceWorker.register("/sw.js").catch(() => {}); // private windows refuse; nothing is lost
  });
}
