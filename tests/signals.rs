//! Real signals: the exit code says which one, and nothing half-written is left.

use std::io::Read;
use std::process::{Child, Command};
use std::thread;
use std::time::Duration;

use crate::support::binary::Place;

fn send(child: &Child, signal: &str) {
    let status = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(status.success());
}

#[test]
fn the_exit_code_says_which_signal_it_was() {
    let place = Place::new(&[("a.csv", "Ref,Action,Owner\n1,Mend it,A Roe\n"), ("b/.keep", "")]);
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        // Standard input stays open, so that the run waits; the first input's line tells that it has begun.
        let mut command = place.command(&["clean", "a.csv", "-", "-o", "out/deep", "--force", "--jobs", "1"]);
        let mut child = command.stdin(std::process::Stdio::piped()).spawn().unwrap();
        // Waiting for the child would close it.
        let _open = child.stdin.take();
        let mut first = [0; 5];
        child.stderr.as_mut().unwrap().read_exact(&mut first).unwrap();
        assert_eq!(&first, b"a.csv");
        send(&child, signal);
        assert_eq!(child.wait().unwrap().code(), Some(code), "{signal}");
        assert_eq!(place.files(), ["a.csv", "b/.keep", "out/deep/a.xlsx"], "what is whole stays");
    }
}

#[test]
fn no_temporary_file_is_left_whenever_the_signal_comes() {
    let place = Place::new(&[]);
    let rows: String = (0..200).map(|n| format!("{n},Mend gate {n},A Roe,On track\n")).collect();
    for number in 0..20 {
        place.put(&format!("in/{number}.csv"), format!("Ref,Action,Owner,Status\n{rows}").as_bytes());
    }
    for pause in [5, 50, 150, 300, 600] {
        let mut child = place.command(&["clean", "in", "-o", "out", "--format", "csv"]).spawn().unwrap();
        thread::sleep(Duration::from_millis(pause));
        // A fast machine may be done by now.
        let _ = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
        let code = child.wait().unwrap().code();
        assert!(matches!(code, Some(0 | 143)) || pause == 5, "{code:?}");
        let files = place.files();
        let outputs: Vec<&String> = files.iter().filter(|file| file.starts_with("out")).collect();
        assert!(outputs.iter().all(|file| file.ends_with(".csv")), "{outputs:?}");
        assert_eq!(outputs.len() % 6, 0, "tables of one tracker come together: {outputs:?}");
        if place.path("out").exists() {
            std::fs::remove_dir_all(place.path("out")).unwrap();
        }
    }
}
