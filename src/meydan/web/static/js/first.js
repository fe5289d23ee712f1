// Sets theme and language before the first paint, so that nothing flashes. Loaded as a plain script in the head.
(() => {
  const kept = (name) => {
    try {
      return localStorage.getItem(`meydan.${name}`);
    } catch {
      return null; // storage may be forbidden; the page works without
    }
  };
  const theme = kept("theme") ?? "system";
  const language = kept("language") ?? (navigator.language.toLowerCase().startsWith("tr") ? "tr" : "en");
  document.documentElement.dataset.theme = theme;
  document.documentElement.lang = language;
})();
