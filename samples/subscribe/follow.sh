#!/usr/bin/env bash
# Prints every result on a stream, one line of JSON each, with curl alone: whenever the connection is lost, it goes on behind
# what it has printed. Argument: the address of the stream.
set -u
id='' delay=2
while :; do
  next='' event='' data=''
  while IFS= read -r line; do
    case $line in
      'retry: '*) delay=$((${line#retry: } / 1000)).$(printf '%03d' $((${line#retry: } % 1000))) ;;
      'id: '*) next=${line#id: } ;;
      'event: '*) event=${line#event: } ;;
      'data: '*) data=${line#data: } ;;
      '') # only now the frame is complete
        if [[ $event == result ]]; then printf '%s\n' "$data"; fi
        if [[ $event == gap || $event == refused ]]; then printf '%s\n' "$data" >&2; fi
        if [[ -n $data && -n $next ]]; then id=$next; fi
        next='' event='' data='' ;;
    esac
  done < <(curl -sN -H 'Accept: text/event-stream' ${id:+-H "Last-Event-ID: $id"} "$1")
  sleep "$delay"
done
