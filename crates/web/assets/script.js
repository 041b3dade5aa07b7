// What pages cannot do by themselves: show the progress of an upload, add up ticked lines, ask before an
// act that cannot be taken back. Every page works without it.
"use strict";

function onReady(act) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", act);
  else act();
}

// Asks before a form with data-ask is sent.
function askFirst() {
  document.addEventListener("submit", (event) => {
    const words = event.target.dataset.ask;
    if (words && !window.confirm(words)) {
      event.preventDefault();
      return;
    }
    // Twice pressed is sent once; what is only shown in a frame leaves the page as it is.
    if (event.target.method === "post" && !event.submitter?.formTarget) {
      setTimeout(() => {
        for (const button of event.target.querySelectorAll("button")) button.disabled = true;
      });
    }
  });
  window.addEventListener("pageshow", () => {
    for (const button of document.querySelectorAll("button:disabled")) button.disabled = false;
  });
}

// Selects that choose at once.
function chooseAtOnce() {
  for (const select of document.querySelectorAll("select[data-at-once]")) {
    select.addEventListener("change", () => select.form.requestSubmit());
  }
}

// "/" goes to the search field; "g" then a letter goes to a section; "?" shows the keys.
function keys() {
  const help = document.getElementById("keys");
  const opener = document.querySelector("[data-keys]");
  if (help && opener) {
    opener.hidden = false;
    opener.addEventListener("click", () => help.showModal());
  }
  let went = false;
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "?" && help) {
      event.preventDefault();
      if (!help.open) help.showModal();
      return;
    }
    if (event.key === "/") {
      const search = document.querySelector("input[type=search]");
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
      return;
    }
    if (went) {
      const link = document.querySelector(`.menu a[data-key="${CSS.escape(event.key)}"]`);
      if (link) link.click();
    }
    went = event.key === "g";
  });
}

// The subtotal of ticked lines of a statement, in minor units, per currency.
function subtotal() {
  const shown = document.querySelector("[data-subtotal]");
  if (!shown) return;
  const ticks = document.querySelectorAll("input[data-minor]");
  const language = document.documentElement.lang;
  const show = () => {
    const sums = new Map();
    for (const tick of ticks) {
      if (!tick.checked) continue;
      const before = sums.get(tick.dataset.currency) || 0;
      sums.set(tick.dataset.currency, before + Number(tick.dataset.minor));
    }
    const texts = [];
    for (const [currency, minor] of sums) {
      const form = new Intl.NumberFormat(language, { style: "currency", currency });
      const decimals = form.resolvedOptions().maximumFractionDigits;
      texts.push(form.format(minor / 10 ** decimals));
    }
    shown.textContent = texts.join(" · ");
    shown.closest("[data-subtotal-line]").hidden = texts.length === 0;
  };
  for (const tick of ticks) tick.addEventListener("change", show);
  show();
}

// A queue worked by keys: j and k move, a accepts, e places otherwise, x sets aside.
function queueKeys() {
  const lines = [...document.querySelectorAll("[data-queue-line]")];
  if (lines.length === 0) return;
  let at = 0;
  const go = (to) => {
    at = Math.max(0, Math.min(lines.length - 1, to));
    lines[at].focus({ preventScroll: true });
    lines[at].scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("focusin", (event) => {
    const found = lines.indexOf(event.target.closest("[data-queue-line]"));
    if (found >= 0) at = found;
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") go(lines.includes(document.activeElement) ? at + 1 : at);
    else if (event.key === "k") go(at - 1);
    else {
      if (!/^[aex]$/.test(event.key)) return;
      const act = lines[at].querySelector(`[data-act="${event.key}"]`);
      if (act) act.click();
    }
  });
}

// What is typed in a form adds up to the amount it must make.
function typedSum() {
  const form = document.querySelector("form[data-sum]");
  if (!form) return;
  const shown = form.querySelector("[data-sum-shown]");
  const number = (text) => Number(text.replace(/[\s\u202f\u00a0]/g, "").replace(",", ".")) || 0;
  const whole = number(form.dataset.sum);
  const fields = form.querySelectorAll("input.typed");
  const show = () => {
    let sum = 0;
    for (const field of fields) sum += number(field.value);
    const left = Math.round((whole - sum) * 1000) / 1000;
    const format = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 2 });
    shown.textContent = `${form.dataset.sumWords} ${format.format(left).replace("-", "\u2212")}`;
    shown.className = left === 0 ? "done" : "late";
  };
  for (const field of fields) field.addEventListener("input", show);
  show();
}

// A condition is checked while it is typed: the page says what it means and whom it holds for.
function checkWhileTyping() {
  const field = document.querySelector("textarea[data-check]");
  const shown = document.getElementById("verdict");
  if (!field || !shown) return;
  const button = document.querySelector("[data-without-script]");
  if (button) button.hidden = true;
  let waiting = 0;
  let asked = 0;
  const check = async () => {
    asked += 1;
    const mine = asked;
    const answer = await fetch(`${field.dataset.check}?condition=${encodeURIComponent(field.value)}`);
    // An answer that was overtaken says nothing of what stands there now.
    if (answer.ok && mine === asked) shown.innerHTML = await answer.text();
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, 250);
  });
}

// The frame of a message takes the height of what it shows.
function frames() {
  for (const frame of document.querySelectorAll("iframe[data-height]")) {
    frame.addEventListener("load", () => {
      const inside = frame.contentDocument;
      if (inside && inside.body) frame.style.height = `${inside.documentElement.scrollHeight + 8}px`;
    });
  }
}

// Uploads: one request per file, one after the other, with its progress.
function uploads() {
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const drop = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  const list = document.getElementById("uploads");
  const words = form.dataset;
  const queue = [];
  let busy = false;
  form.classList.add("scripted");

  function line(file) {
    const item = list.appendChild(document.createElement("li"));
    item.className = "upload";
    const name = item.appendChild(document.createElement("strong"));
    name.textContent = file.name;
    const bar = item.appendChild(document.createElement("progress"));
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    const state = item.appendChild(document.createElement("span"));
    state.className = "small soft";
    state.textContent = words.waiting;
    return { item, bar, state };
  }

  function next() {
    const entry = queue.shift();
    busy = Boolean(entry);
    if (!entry) return;
    const { file, shown } = entry;
    const body = new FormData(form);
    body.delete("file");
    body.append("file", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      shown.bar.value = Math.round((event.loaded / event.total) * 100);
      shown.state.textContent = `${words.sending} ${shown.bar.value} %`;
    });
    request.upload.addEventListener("load", () => {
      shown.bar.removeAttribute("value");
      shown.state.textContent = words.reading;
    });
    request.addEventListener("loadend", () => {
      let answer = null;
      try { answer = JSON.parse(request.responseText); } catch { answer = null; }
      shown.bar.max = 100;
      shown.bar.value = 100;
      const failed = !answer || !answer.words;
      shown.state.textContent = failed ? words.failed : answer.words;
      shown.state.className = failed || answer.refused ? "small late" : "small done";
      if (answer && answer.report) {
        const link = shown.item.appendChild(document.createElement("a"));
        link.href = answer.report;
        link.textContent = words.report;
        if (queue.length === 0 && list.children.length === 1) window.location.assign(answer.report);
      }
      next();
    });
    request.send(body);
  }

  function take(files) {
    for (const file of files) queue.push({ file, shown: line(file) });
    if (!busy) next();
  }

  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.remove("over");
    });
  }
  drop.addEventListener("drop", (event) => take(event.dataTransfer.files));
  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  const send = form.querySelector("[data-without-script]");
  if (send) send.hidden = true;
}

// A part that counts the day is asked for again while the page is looked at.
function refreshing() {
  const part = document.querySelector("[data-refresh]");
  if (!part) return;
  setInterval(async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(part.dataset.refresh);
      if (answer.ok && !answer.redirected) part.innerHTML = await answer.text();
    } catch {
      // The line is down: what was counted stays.
    }
  }, 15000);
}

// Ctrl and Enter send a message from any of its fields.
function sendKey() {
  const form = document.querySelector("form[data-one-key]");
  if (!form) return;
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

onReady(() => {
  askFirst();
  chooseAtOnce();
  keys();
  subtotal();
  queueKeys();
  typedSum();
  sendKey();
  refreshing();
  checkWhileTyping();
  frames();
  uploads();
});
