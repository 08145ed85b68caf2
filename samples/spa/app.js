// A browser app, written from the document "Using OAuth 2.0 to Access the API" and nothing else.
import settings from './settings.js';

const oauth2 = settings.site + '/external/api/oauth2/';
const api = settings.site + '/external/api/rest/v2/';
const redirectUri = location.origin + '/';
const scope = 'email';

// Before its last minute an access token is renewed; of a very short one, in its last tenth.
const margin = lifetime => Math.min(60_000, lifetime / 10);
let renewal;

const show = (id, text) => { document.getElementById(id).textContent = text ?? ''; };

// ---- 1. The authorization code ----

function signIn() {
  // The document says that state is ours to use. We use it to know our own request again: nobody else can then sign us in as somebody else.
  const state = crypto.randomUUID();
  sessionStorage.setItem('state', state);
  const query = Object.entries({ response_type: 'code', client_id: settings.clientId, redirect_uri: redirectUri, scope, state })
    .map(([name, value]) => name + '=' + encodeURIComponent(value)).join('&');
  location.assign(settings.site + '/login.html?' + query);
}

function readHash() {
  const answer = {};
  for (const pair of location.href.substring(redirectUri.length + 1).split('&')) {
    const [name, value] = pair.split('=');
    answer[name] = decodeURIComponent(value ?? '');
  }
  return answer;
}

async function takeCode() {
  const answer = readHash();
  // The code works once; it must not stay in the address or in the history.
  history.replaceState(null, '', redirectUri);
  const expected = sessionStorage.getItem('state');
  sessionStorage.removeItem('state');
  if (!expected || answer.state !== expected) return show('message', 'This answer was not meant for this page. Please sign in again.');
  if (answer.error) return show('message', `You were not signed in: ${answer.error_description ?? answer.error}`);
  await getTokens({ 'x-grant-type': 'authorization_code', 'x-auth-code': answer.code });
}

// ---- 2. Tokens ----

async function getTokens(headers) {
  const response = await call('POST', oauth2 + 'token',
    { 'Content-Type': 'application/json', 'x-redirect-uri': redirectUri, 'x-client-id': settings.clientId, 'x-scope': scope, ...headers });
  // Throttled or down for a while: what we have may still be good, so it stays.
  if (!response) return false;
  if (response.status === 429 || response.status >= 500) {
    show('message', 'The site is busy. Please try again in a moment.');
    return false;
  }

  if (!response.ok) {
    forget('Your access has ended. Please sign in again.');
    return false;
  }

  const { access_token, refresh_token, expires_in } = await response.json();
  // expires_in is a number of milliseconds.
  localStorage.setItem('tokens', JSON.stringify({ access_token, refresh_token, lifetime: expires_in, expires: Date.now() + expires_in }));
  return true;
}

const tokens = () => JSON.parse(localStorage.getItem('tokens') ?? 'null');

async function renew() {
  const now = tokens();
  return now !== null && getTokens({ 'x-grant-type': 'refresh_token', 'x-refresh-token': now.refresh_token });
}

function renewInTime() {
  clearTimeout(renewal);
  const { expires, lifetime } = tokens();
  renewal = setTimeout(async () => {
    // Another tab may have been faster.
    const now = tokens();
    if (now && (now.expires > expires || await renew())) showAccess();
    else if (now && tokens()) renewal = setTimeout(renewInTime, 10_000);
  }, Math.max(0, expires - margin(lifetime) - Date.now()));
}

function showAccess() {
  show('until', new Date(tokens().expires).toLocaleTimeString());
  renewInTime();
}

function forget(message) {
  clearTimeout(renewal);
  localStorage.removeItem('tokens');
  document.getElementById('signed-in').hidden = true;
  document.getElementById('signed-out').hidden = false;
  show('message', message);
}

// ---- 3. The API ----

async function get(path) {
  const ask = () => call('GET', api + path, { Authorization: 'Bearer ' + tokens().access_token });
  let response = await ask();
  // 401: the access token is over. One new one, one more try; a second 401 is final.
  if (response?.status === 401 && await renew()) response = await ask();
  if (response?.status === 401 && tokens()) forget('Your access has ended. Please sign in again.');
  // 403: we are known and may not. A new token would change nothing.
  if (response?.status === 403) show('message', 'You may not see this.');
  return response?.ok ? response.json() : null;
}

async function showPerson() {
  const person = await get('users/me');
  if (!tokens()) return;
  document.getElementById('signed-in').hidden = false;
  document.getElementById('signed-out').hidden = true;
  showAccess();
  if (!person) return;
  show('message', '');
  show('name', person.name);
  show('user-name', person.userName);
  show('email', person.email);
  show('user-type', person.userType?.name);
}

// ---- 4. The end ----

async function signOut() {
  const response = await call('GET', oauth2 + 'revoke', { 'x-token': tokens().access_token });
  if (response?.ok) forget('You are signed out of this app.');
  else show('message', 'You could not be signed out. Please try again.');
}

// ---- What the rest stands on ----

async function call(method, url, headers) {
  const line = document.createElement('li');
  document.getElementById('calls').append(line);
  line.textContent = `${method} ${url.substring(settings.site.length)}`;
  try {
    const response = await fetch(url, { method, headers });
    line.textContent += ` → ${response.status}`;
    return response;
  } catch {
    line.textContent += ' → no answer';
    show('message', 'The site does not answer. Check the connection and try again.');
    return null;
  }
}

document.getElementById('sign-in').onclick = signIn;
document.getElementById('sign-out').onclick = signOut;
document.getElementById('reload').onclick = showPerson;
document.getElementById('renew').onclick = async () => { if (await renew()) showAccess(); };

addEventListener('storage', change => {
  if (change.key === 'tokens' && change.newValue === null) forget('You signed out in another tab.');
});

if (location.hash.length > 1) await takeCode();
if (tokens()) await showPerson();
else document.getElementById('signed-out').hidden = false;
