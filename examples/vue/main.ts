import { createApp, ref } from 'vue';
import 'xtts-web/define';

const App = {
  setup() {
    const greetings = ['Hello! It is nice to meet you.', 'Good night, and thank you.'] as const;
    return { greetings, text: ref<string>(greetings[0]), heard: ref(0) };
  },
  template: `
    <main>
      <select aria-label="What is said" v-model="text">
        <option v-for="greeting in greetings">{{ greeting }}</option>
      </select>
      <xtts-player pack="../nano/" @ended="heard++">{{ text }}</xtts-player>
      <output>Heard {{ heard }} times</output>
    </main>
  `,
};

const app = createApp(App);
// With single-file components, an option of the plugin: `template.compilerOptions.isCustomElement`.
app.config.compilerOptions.isCustomElement = (tag) => tag.startsWith('xtts-');
app.mount('#app');
