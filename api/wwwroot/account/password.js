// The link's secret is in the fragment, which browsers do not send; the form sends it in its body. Then it leaves the address bar.
const link = document.getElementById('link');
if (link && location.hash.length > 1) {
  link.value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
}
// The same page in the other language needs it too.
const language = document.getElementById('language');
if (link && language) language.hash = link.value;
