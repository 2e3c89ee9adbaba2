import type { StoryText } from '../story-text.ts';

export const ENGLISH: StoryText = {
  locale: 'en',
  greeting:
    'Welcome, traveler. I am your storyteller, and this is *The Lamp at the Edge of the Sea*. ' +
    'Tell me what you do, and the dice will answer.',
  scenes: {
    inn: {
      arrive:
        'The rain has stopped, and the old road shines under the moon. You push open the door of ' +
        'a small inn. Inside, someone was singing, a little out of tune. Now every face turns to ' +
        'you. An old woman puts down her cup. "We have waited a long time," she says. "Sit down. ' +
        'Your soup is getting cold." Smoked fish hang above the hearth. What do you do?',
      again:
        'You are in the small inn. The fire cracks, the soup steams, and smoked fish sway above ' +
        'the hearth. The old woman looks at you over the rim of her cup.',
      actions: {
        talk: {
          offer: 'Ask the old woman why they waited.',
          told:
            'She leans close. "Three nights ago the lighthouse went dark. Its *ember* was ' +
            'stolen by a ship with black sails. Its *key* lies under the waterfall, in a hand of ' +
            'stone. And tonight three boats come home." Rain ticks at the window. She pushes a ' +
            '**lantern** across the table. "Bring the light back."',
        },
        soup: {
          offer: 'Eat the soup.',
          told:
            'You eat. It is onion, pepper, and something from the sea. The warmth runs down to ' +
            'your cold feet. When you put down the spoon, you could walk to the end of the world.',
        },
        fish: {
          offer: 'Take a smoked fish.',
          told:
            'You reach up and take a **smoked fish** from its hook. It is golden and smells of ' +
            'birch wood. "For the road?" asks the old woman. "Or for the fox?" She winks.',
        },
        leave: { offer: 'Step out into the night.', told: 'The door closes softly behind you.' },
        advice: {
          told:
            '"The key is behind the waterfall, to the west," says the old woman. "The ship lies ' +
            'in the harbor, to the east. And the lighthouse stands on the cliff, to the north. ' +
            'Be polite to foxes. And hurry."',
        },
      },
    },
    crossroads: {
      arrive:
        'Four roads meet under the moon. To the west the forest breathes, dark and wet. To the ' +
        'east you smell salt and tar, from the market by the harbor. To the north a path climbs ' +
        'to the cliff, where the lighthouse stands without a light. Something glitters in a ' +
        'puddle at your feet. Where do you go?',
      again:
        'You stand at the crossroads again. The wind has turned. An old signpost creaks, and far ' +
        'away the sea hits the rocks.',
      actions: {
        coin: {
          offer: 'Reach into the puddle.',
          told:
            'The water is cold as iron. Your fingers find a **silver coin**. On one side there is ' +
            'a ship. On the other, a fox, sound asleep.',
        },
        forest: { offer: 'Go west, into the forest.' },
        market: { offer: 'Go east, to the market.' },
        cliff: { offer: 'Go north, up to the cliff.' },
        inn: { offer: 'Go south, back to the inn.' },
        sign: {
          told:
            'Four boards point into the night. *West: Fox Falls. East: the harbor. North: the ' +
            'light.* Someone has crossed out the last word. South, it only says: *soup*.',
        },
      },
    },
    forest: {
      arrive:
        'The pines stand close. Drops fall from branch to branch, and your steps make no sound. ' +
        'Then you hear breathing. A gray wolf lies between the roots, its leg in a snare of wire. ' +
        'It shows you its teeth, but its eyes ask for something else. Beyond it, to the north, ' +
        'water roars. What do you do?',
      again:
        'The forest is black and full of small noises. Moss swallows your steps. To the north you ' +
        'hear the waterfall, to the east lie the crossroads.',
      actions: {
        free: {
          offer: 'Free the wolf from the snare.',
          told:
            'You kneel down and speak softly. The wire gives way, strand by strand. The wolf ' +
            'stands up, takes one step, and lays its cold nose on your hand. Then it is gone. But ' +
            'from now on, something gray walks beside your path.',
          failed:
            'The wire slips, and the wolf snaps in its pain. Teeth close on your sleeve, and a ' +
            'little on your arm. It lets go at once. It is still caught, and still looking at you.',
        },
        attack: {
          offer: 'Raise your stick against the wolf.',
          told:
            'You swing. The wolf throws itself back, the wire breaks, and it limps off between ' +
            'the trees. It turns around once. You feel smaller than before.',
          failed:
            'The wolf is faster, even with three legs. It bites, and you stumble back into the ' +
            'ferns. The snare holds it. Your pride hurts too.',
        },
        onward: { offer: 'Go on to the waterfall.' },
        back: { offer: 'Go back to the crossroads.' },
      },
    },
    waterfall: {
      arrive:
        'The waterfall hangs in the night like a silver curtain. Behind it there is a door. It ' +
        'has no handle and no lock, only the picture of a sleeping fox, cut deep into the stone. ' +
        'As you come closer, the fox opens one eye. It looks at you for a while. Then it asks, in ' +
        'a very polite voice, whether you have brought the fish. What do you answer?',
      again:
        'You stand behind the waterfall. Spray wets your face, and the roar fills your head. The ' +
        'stone fox on the door is thinking its own thoughts.',
      actions: {
        fish: {
          offer: 'Give the fish to the fox.',
          told:
            'You hold the fish to the stone. It vanishes, tail last. The fox licks its lips, ' +
            'slowly. "Birch smoke," it says. "You have been brought up well." The door swings ' +
            'open without a sound. Stairs lead down into the dark.',
        },
        talk: {
          offer: 'Talk your way past the fox.',
          told:
            'You tell the fox about the boats, and about the dark. It listens with both ears. ' +
            '"A good story is almost a fish," it says at last, and the door swings open. Stairs ' +
            'lead down into the dark.',
          failed:
            'You talk, and the fox yawns. It is a long yawn, with many stone teeth. "I have heard ' +
            'that one," it says. "It had more fish in it."',
        },
        force: {
          offer: 'Throw yourself against the door.',
          told:
            'You run, and the door flies open before you touch it. You roll down three steps. ' +
            '"No manners," sighs the fox. "But what a shoulder." The way down is free.',
          failed:
            'You run against the stone. The stone does not mind. You sit in the cold water and ' +
            'see stars, and the fox looks away out of kindness.',
        },
        enter: {
          offer: 'Go down the stairs.',
          told: 'You duck under the arch. The roar of the water fades behind you.',
        },
        back: { offer: 'Go back to the forest.' },
        closed: {
          told:
            'The door is shut, and the fox lies in front of its own picture of sleep. "No fish, ' +
            'no door," it says. "Or at least a good word."',
        },
      },
    },
    passage: {
      arrive:
        'The stairs end in a passage, cold as a cellar. Water drips somewhere, one drop to each ' +
        'breath. Then the floor stops. A gap lies before you, three steps wide, and it breathes ' +
        'cold air. You drop a pebble. You never hear it land. On the other side a pale light ' +
        'shines from a hall. How do you get across?',
      again:
        'You are in the cold passage under the waterfall. The gap in the floor breathes. Beyond ' +
        'it shines the pale light of the hall.',
      actions: {
        rope: {
          offer: 'Tie the rope, and swing across.',
          told:
            'You throw the rope over an iron hook in the ceiling. Who put it there, and why? You ' +
            'swing, and land on both feet. The rope stays behind, for the way back.',
        },
        jump: {
          offer: 'Jump over the gap.',
          told:
            'You run, you jump, and for one long moment there is nothing under you. Then your ' +
            'hands hold stone. Stepping stones rise from the dark behind you, as if they had only ' +
            'waited for somebody brave.',
          failed:
            'You jump too short. Your fingers find a ledge, your knee finds a rock, and you climb ' +
            'back, on the wrong side, out of breath.',
        },
        cross: { offer: 'Cross to the hall.' },
        back: { offer: 'Climb back up to the waterfall.' },
      },
    },
    hall: {
      arrive:
        'The hall is round, and its walls shine like the inside of a shell. In the middle sits a ' +
        'queen of stone. Moss grows on her shoulders. In her open hand lies an iron key. You ' +
        'could swear that she has just breathed in. What do you do?',
      again:
        'You stand in the shining hall. The stone queen sits on her throne and looks past you, ' +
        'as one does who has much time.',
      actions: {
        ask: {
          offer: 'Ask the queen for the key.',
          told:
            'Her lips do not move, but the whole hall speaks. "Many came for my key. They wanted ' +
            'gold, or a crown. What do you want it for? And do you promise to bring the light ' +
            'home?"',
        },
        promise: {
          offer: 'Promise the queen to light the lamp.',
          told:
            '"For the boats," you say. "I promise." It is quiet for a long time. Then one stone ' +
            'finger moves, and another. The **iron key** slides into your palm. It is warm.',
        },
        steal: {
          offer: 'Take the key from her hand, very quietly.',
          told:
            'You hold your breath. Your fingers touch the iron, lift it, draw it back. The stone ' +
            'hand closes, slowly, on nothing. You have the **iron key**.',
          failed:
            'The hand snaps shut like a trap, and your fingers are in it. It hurts. Then it opens ' +
            'again, with the key still in it. Perhaps you should have asked.',
        },
        back: { offer: 'Go back to the passage.' },
      },
    },
    market: {
      arrive:
        'The market is silent. Stalls stand empty, and a loose cloth flaps in the wind. Behind ' +
        'the roofs rise black sails. A boy sits on a barrel and coils a long rope. At the gate ' +
        'to the pier, in the east, stands a guard, with his chin on his spear. What do you do?',
      again:
        'You are at the market by the harbor. Cats hunt between the empty stalls. The boy whistles, ' +
        'and the black sails stand behind the roofs.',
      actions: {
        rope: {
          offer: 'Give the boy the coin for his rope.',
          told:
            'The boy bites the coin, holds it to the moon, and grins. "A fox! I knew it." He ' +
            'throws you the **rope**. "My sister knotted it. It has never let anybody fall."',
        },
        boy: {
          offer: 'Talk to the boy.',
          told:
            '"The ship came at noon," whispers the boy, "and nobody stood at the wheel. The guard ' +
            'lets no one pass, but he is tired, and he talks to himself. If you go on board, read ' +
            'the letter. The captain has forgotten his own name."',
        },
        persuade: {
          offer: 'Talk to the guard.',
          told:
            'You tell him about the three boats. The guard is silent. "My brother is on one of ' +
            'them," he says at last, and lifts his spear. "Go. I have seen nobody."',
          failed:
            'You talk about the weather. You talk about boots. "Nobody passes," says the guard, ' +
            'and yawns so that you can count his teeth.',
        },
        sneak: {
          offer: 'Sneak past the guard.',
          told:
            'You wait until the clouds cover the moon. One step, two steps, behind the barrels, ' +
            'under the ropes. The guard scratches his ear. You are through.',
          failed:
            'A cat screams, because you are standing on its tail. The guard turns, and the end of ' +
            'his spear finds your ribs. "Back," he says, not even angry.',
        },
        pier: { offer: 'Go east, to the pier.' },
        back: { offer: 'Go west, back to the crossroads.' },
        halt: {
          told:
            'The guard lowers his spear. "Halt. Nobody goes to the ship tonight." He looks tired. ' +
            'Perhaps one could talk to him. Perhaps one could be very quiet.',
        },
        price: {
          told:
            '"It costs one silver coin," says the boy, and holds the rope a little tighter. ' +
            '"People lose them at the crossroads all the time."',
        },
      },
    },
    pier: {
      arrive:
        'The planks are wet and soft under your feet. The ship with the black sails towers over ' +
        'you, and no rope holds it. It simply stays. No lamp burns, no voice calls. Only a narrow ' +
        'gangway leads up, and it moves, as if the ship were breathing. Do you go on board?',
      again:
        'You stand on the pier, under the black sails. Water slaps against wood. The gangway ' +
        'rises and falls.',
      actions: {
        board: { offer: 'Go on board the ship.' },
        back: { offer: 'Go back to the market.' },
        hull: {
          told:
            'You bend down and look at the hull. There was a name once, in golden letters. Salt ' +
            'has eaten it, all but two words: *the Keeper*.',
        },
      },
    },
    deck: {
      arrive:
        'Nobody stands at the wheel. On the deck you find a table, set for five. The bread is ' +
        'still warm. Beside the last plate there is a letter, and your own name is written on it. ' +
        'Behind the mast, an open hatch leads down to the hold. Red light flickers there. What do ' +
        'you do?',
      again:
        'You are on the deck of the black ship. Five chairs stand round the table. Through the ' +
        'hatch comes a red, restless light.',
      actions: {
        letter: {
          offer: 'Open the letter.',
          told:
            '*"Dear traveler. Before I was captain, I kept the lighthouse. I have been cold for a ' +
            'hundred years, so I took its ember. I am sorry. I have forgotten how to give it ' +
            'back. Say my name, and I will remember. It is Anselm."*',
        },
        bread: {
          offer: 'Eat the warm bread.',
          told:
            'The crust cracks, and the steam smells of home. You do not know whose table this is. ' +
            'But you say thank you, and somewhere a chair creaks, as if in answer.',
        },
        down: { offer: 'Climb down into the hold.' },
        back: { offer: 'Go back to the pier.' },
        reread: {
          told:
            'You read it once more. One line stays with you: *"Say my name, and I will remember. ' +
            'It is Anselm."*',
        },
      },
    },
    hold: {
      arrive:
        'It is so cold that your breath falls as snow. In the dark sits a captain made of mist. ' +
        'He bends over a bowl of iron, and in the bowl glows the ember of the lighthouse. He ' +
        'raises his head. Where his eyes should be, there are two small lights, far out at sea. ' +
        '"Who," he asks, "am I?" What do you do?',
      again:
        'You are in the hold of the black ship. Ice creeps over the beams. The captain of mist ' +
        'sits by his bowl and moves his lips without a sound.',
      actions: {
        name: {
          offer: 'Tell the captain his name.',
          told:
            '"Anselm," you say. The mist stands still. Then he laughs, like a man who finds his ' +
            'hat upon his head. "Of course. Anselm. I had a lamp to mind." He lays the **ember** ' +
            'into your hands. It does not burn. "Go quickly. I will follow the light."',
          failed:
            '"Anselm," you say, but your teeth chatter, and it comes out as a sneeze. "Not me," ' +
            'he murmurs. The frost bites your fingers. Say it again, and louder.',
        },
        talk: {
          offer: 'Speak to the captain about the boats.',
          told:
            'You speak of the three boats, and of the people who wait. A tear runs down his cheek ' +
            'and freezes. "I knew those boats," he says, and lets the **ember** roll into your ' +
            'hands.',
          failed:
            'You speak, but he does not hear you. "Who am I?" he asks again, and a cold hand goes ' +
            'through your chest. On the deck, you saw a letter. Did you read it?',
        },
        grab: {
          offer: 'Snatch the ember.',
          told:
            'You leap, and your hand closes on the bowl. It is hot and heavy. The captain reaches ' +
            'out, and there is only mist in his hands. You have the **ember**. He is weeping.',
          failed:
            'Your hand goes through the mist, and the mist goes through you. It feels like falling ' +
            'into a well in winter. The ember glows on, out of reach.',
        },
        attack: {
          offer: 'Attack the captain.',
          told:
            'You strike, and a howl answers from the deck. The mist tears like an old sail. When ' +
            'it closes again, the captain sits in a corner, small as a child. The **ember** lies ' +
            'at your feet.',
          failed:
            'How does one hit the mist? Your blow meets nothing. His meets you. You slide over ' +
            'the ice and strike a beam.',
        },
        back: { offer: 'Climb back up to the deck.' },
      },
    },
    cliff: {
      arrive:
        'The path is narrow, and the wind pulls at your coat with both hands. On your left is the ' +
        'rock. On your right there is nothing, and far below, the sea. Out there you see three ' +
        'small lights. They dance up and down. They are boats, and they steer for the rocks. The ' +
        'lighthouse is above you, black and tall. Do you climb?',
      again:
        'You stand on the cliff, and the wind tastes of salt. Above you waits the dark ' +
        'lighthouse. Out at sea, the three lights have come closer.',
      actions: {
        climb: {
          offer: 'Climb up to the lighthouse.',
          told:
            'Step by step, with your cheek against the rock. A stone breaks off and falls for a ' +
            'long time. You do not look after it. Then there is grass under your hands.',
          failed:
            'A gust lifts you off your feet. You slide, grab a root, and hang there until the ' +
            'wind has lost interest. Scratched and shaken, you are back at the beginning.',
        },
        onward: { offer: 'Go up to the lighthouse.' },
        back: { offer: 'Go down to the crossroads.' },
        boats: {
          told:
            'Three lights, one behind the other. You can hear a bell now, thin and hurried. ' +
            'Somebody out there is looking for a lighthouse, just where you stand.',
        },
      },
    },
    lighthouse: {
      arrive:
        'The lighthouse hums in the wind like a bottle. Its door is made of oak and iron, and it ' +
        'is shut. Above the keyhole somebody has scratched a few words. *Whoever brings the ' +
        'light, brings it for everyone.* Do you try the door?',
      again:
        'You are at the foot of the lighthouse. Salt has whitened the stones. The heavy door ' +
        'listens to the wind.',
      actions: {
        open: {
          offer: 'Unlock the door, and go up.',
          told:
            'The key turns, and the lock sings one clear note. You count the steps. After a ' +
            'hundred you stop counting.',
        },
        back: { offer: 'Go back to the cliff.' },
        locked: {
          told:
            'You push, you pull, you knock. The door does not even tremble. It wants its key, and ' +
            'the key lies in a hand of stone, beneath the waterfall.',
        },
      },
    },
    lamp: {
      arrive:
        'You step into a room of glass. All around you is the night. In the middle stands the ' +
        'great lamp, cold and blind, with an empty bowl at its heart. Down on the water, three ' +
        'lights are very near the rocks now. You hear people shouting. What do you do?',
      again:
        'You are in the room of glass, at the top of the lighthouse. The lamp is cold. Below, ' +
        'the bell of a boat rings and rings.',
      actions: {
        light: {
          offer: 'Lay the ember into the lamp.',
          told:
            'You lay the ember into the bowl and bend down. You breathe on it, once. A thread of ' +
            'gold climbs up the wick. Then the whole glass is on fire with light.',
        },
        back: { offer: 'Go back down the stairs.' },
        boats: {
          told:
            'You press your forehead to the glass. You can see faces now. A woman holds the rudder ' +
            'with both arms. She looks up, to you, and waits.',
        },
        cold: {
          told:
            'You try it with oil, with sparks, with good words. The lamp stays cold. It knows only ' +
            'one fire, and that is on the ship with the black sails.',
        },
      },
    },
    dawn: {
      arrive:
        'A long white arm reaches over the sea. One boat turns, then the next, then the last. ' +
        'Behind them, the black ship lifts its sails, and they are white. In the morning there is ' +
        'singing at the inn, still out of tune, and everyone knows your name. **The end.** Would ' +
        'you like to play again?',
      again:
        'It is morning. Gulls cry, nets dry in the sun, and behind the hill the lighthouse is ' +
        'still burning, because nobody has the heart to put it out.',
      actions: {
        talk: {
          offer: 'Talk to the old woman.',
          told:
            '"I told them you would come," says the old woman. "For a hundred years I told them. ' +
            'My Anselm will want his breakfast." She puts two more plates on the table.',
        },
        soup: {
          offer: 'Have a bowl of soup.',
          told:
            'The soup is hot this time. A gray wolf, or a very large dog, sleeps at the door. ' +
            'Nobody asks. Somebody has hung up a fish for the fox.',
        },
        again: { offer: 'Play again.' },
      },
    },
  },
  items: {
    lantern: 'a lantern',
    fish: 'a smoked fish',
    coin: 'a silver coin',
    rope: 'a rope',
    key: 'an iron key',
    ember: 'the ember of the lighthouse',
  },
  questions: [
    'What do you do?',
    'What now?',
    'What do you do next?',
    'The night is waiting. What do you do?',
  ],
  offers: ['You could:', 'This is what you see before you:', 'Here is what I would think of:'],
  whereTo: 'There is more than one way. Where to?',
  inVain: {
    go: 'There is no way in that direction, only the night.',
    talk: 'Nobody here answers that. The wind has its own opinion.',
    take: 'You reach for it, but your hand stays empty.',
    use: 'You try, and nothing comes of it, except that you feel a little clever.',
    give: 'Nobody here wants that from you.',
    open: 'There is nothing here that will open for you.',
    attack: 'You raise your stick and fight the air. The air wins.',
    flee: 'Where would you flee to? The night is everywhere.',
    free: 'There is nobody here who has to be freed. Except you, perhaps, from your doubts.',
    eat: 'Your stomach growls, but there is nothing to eat here.',
    read: 'There is nothing to read here but the clouds.',
    jump: 'You jump. You land in the same place. It was a good jump.',
    sneak: 'You sneak about, so quietly that nobody sees it. There is nobody here to see it.',
  },
  puzzled: [
    'The storyteller raises an eyebrow. "That is not in my book," he says, "but it should be."',
    'Your words drift off into the night. An owl thinks about them.',
    'The dice on the table tremble, but they do not fall. They did not quite understand you.',
    'You say it out loud, and the echo repeats it, just as puzzled as I am.',
  ],
  hesitation: [
    'While you ponder, your feet have already decided.',
    'The story grows impatient, and takes you by the sleeve.',
    'Fate, who dislikes long pauses, makes the next move.',
  ],
  help:
    'Tell me in your own words what you do. *Look*, *go west*, *talk to the fox*, *take*, *use*, ' +
    '*attack* or *flee*. Ask for your *inventory*, say *roll 2d6+1* to roll dice, or *new game* ' +
    'to begin again. A number chooses from a list.',
  hello: 'Good evening to you, traveler. The story is glad that you are here.',
  thanks: 'You are welcome. The dice are blushing.',
  refusal: 'Very well, you let it be. Nobody forces you, not even the dice.',
  waiting: [
    'You wait. A cloud passes over the moon. Far away, a bell rings on the sea.',
    'You stand still and listen. The boats come nearer with every breath.',
  ],
  goingOn: 'The story goes on.',
  newGame: 'The candle goes out, and is lit again. Everything begins anew.',
  foreign: 'I understand you very well, but I tell this story in English.',
  interrupted: [
    'You cut me off in the middle of a sentence. A bold one, then.',
    'You do not let me finish. Good. The night is short.',
  ],
  defeat:
    'Everything goes dark. When you open your eyes, you smell soup. You lie on the bench at the ' +
    'inn, wrapped in a blanket. "The wolf pulled you here, or the tide," says the old woman. ' +
    '"Breathe. The boats are still out there. What do you do?"',
  rolled: (dice, total, parts) =>
    `The dice dance over the table. **${dice}: ${total}**` + (parts ? ` (${parts}).` : '.'),
  check: (roll, bonus, total) =>
    bonus > 0
      ? `You roll. **d20: ${roll}**, plus ${bonus}, makes ${total}.`
      : `You roll. **d20: ${roll}**.`,
  passed: ['That is enough.', 'Luck is with you.', 'Well rolled.'],
  failed: ['That is not enough.', 'Luck looks away.', 'Too little, by a hair or two.'],
  best: 'There is no better roll!',
  worst: 'There is no worse roll.',
  hitPoints: (left) =>
    left === 1 ? '*You have 1 hit point left.*' : `*You have ${left} hit points.*`,
  inventory: (items) =>
    items ? `You go through your pockets. You carry ${items}.` : 'Your pockets are empty.',
};
