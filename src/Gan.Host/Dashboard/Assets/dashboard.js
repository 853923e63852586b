// Replaces parts of the page by newer ones as the server sends them. Without this script the page shows the state it was loaded with.
"use strict";

const live = document.getElementById("live");
const samples = document.getElementById("samples");
const connection = document.getElementById("connection");

function stepsOf() {
  return samples.dataset.steps ? samples.dataset.steps.split(" ") : [];
}

function show(index) {
  const step = stepsOf()[index];
  const image = document.getElementById("sample");
  image.src = samples.dataset.base + step;
  image.alt = "What is made after step " + step;
  document.getElementById("sample-step").textContent = step;
  document.getElementById("sample-slider").setAttribute("aria-valuetext", "step " + step);
}

function offerChoice() {
  const slider = document.getElementById("sample-slider");
  if (!slider) return;
  document.getElementById("sample-choice").hidden = false;
  slider.addEventListener("input", () => show(Number(slider.value)));
}

function takeSamples(text) {
  const slider = document.getElementById("sample-slider");
  if (!slider) {
    if (text) location.reload(); // the first ones: the server draws their place
    return;
  }
  const atNewest = slider.value === slider.max;
  const chosen = stepsOf()[Number(slider.value)];
  samples.dataset.steps = text;
  const steps = stepsOf();
  slider.max = String(steps.length - 1);
  const index = atNewest ? -1 : steps.indexOf(chosen);
  slider.value = String(index < 0 ? steps.length - 1 : index);
  show(Number(slider.value));
}

function listen() {
  const source = new EventSource(live.dataset.events);
  source.addEventListener("run", event => {
    live.innerHTML = event.data;
    connection.textContent = "";
  });
  source.addEventListener("samples", event => takeSamples(event.data));
  source.addEventListener("error", () => {
    connection.textContent = "The program does not answer; trying again.";
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 5000); // refused: the browser itself does not try again
  });
}

if (samples) offerChoice();
if (live && live.dataset.events) listen();
