/** The settings of the language model as the chat has them: what is chosen is remembered. */
import '../../src/chat/model-settings.ts';
import { chosenModel, rememberModel } from '../../src/chat/chosen-model.ts';
import type { ModelChoice } from '../../src/llm/model-choice.ts';
import { builtInAvailability } from '../../src/llm/built-in-model.ts';

declare global {
  interface Window {
    chosen?: ModelChoice[];
  }
}

const language = new URLSearchParams(location.search).get('lang') === 'pt-BR' ? 'pt-BR' : 'en';
document.documentElement.lang = language;
window.chosen = [];
const settings = document.createElement('xtts-model-settings');
settings.interfaceLanguage = language;
settings.choice = chosenModel();
settings.builtInAvailability = await builtInAvailability();
settings.addEventListener('xtts-model-choose', ({ choice }) => {
  window.chosen?.push(choice);
  settings.choice = choice;
  rememberModel(choice);
});
document.querySelector('main')?.append(settings);
